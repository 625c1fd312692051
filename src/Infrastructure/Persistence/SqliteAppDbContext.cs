using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>The database on SQLite, the embedded default.</summary>
internal sealed class SqliteAppDbContext(DbContextOptions<SqliteAppDbContext> options, PersonalDataCipher cipher)
    : AppDbContext(options, cipher);
