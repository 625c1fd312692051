using System.Text.RegularExpressions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>The database on SQL Server.</summary>
internal sealed partial class SqlServerAppDbContext(DbContextOptions<SqlServerAppDbContext> options, PersonalDataCipher cipher)
    : AppDbContext(options, cipher)
{
    public override string WithGivenNumbers(string table, string insert) =>
        $"SET IDENTITY_INSERT {table} ON; {insert}; SET IDENTITY_INSERT {table} OFF";

    // The server's own collation folds case: two WeChat users whose identities differ in case only would be one.
    protected override string? TextCollation => "Latin1_General_100_BIN2";

    protected override string QuoteNames(string filter) => QuotedName.Replace(filter, "[$1]");

    [GeneratedRegex("\"(\\w+)\"")]
    private static partial Regex QuotedName { get; }
}
