using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>The database on PostgreSQL.</summary>
internal sealed class PostgreSqlAppDbContext(DbContextOptions<PostgreSqlAppDbContext> options, PersonalDataCipher cipher)
    : AppDbContext(options, cipher)
{
    public override string GoOnNumbering(string table, string key) =>
        $"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), MAX(\"{key}\")) FROM {table}";

    // A database's own collation may skip hyphens, and order numbers would page in another order than their digits.
    protected override string? TextCollation => "C";
}
