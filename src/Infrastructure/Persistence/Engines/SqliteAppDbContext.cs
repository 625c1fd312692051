using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>The database on SQLite, the embedded default.</summary>
internal sealed class SqliteAppDbContext(
    DbContextOptions<SqliteAppDbContext> options, PersonalDataCipher cipher, SqliteWriters writers)
    : AppDbContext(options, cipher)
{
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using (await writers.EnterAsync(cancellationToken))
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }
}
