using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Lets dotnet-ef make migrations without a host; the file is never opened.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteAppDbContext>
{
    public SqliteAppDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=design-time.db").Options,
        new PersonalDataCipher(new PersonalDataOptions
        {
            Keys = { [DevelopmentKeys.PersonalDataKeyId] = DevelopmentKeys.PersonalDataKey },
            CurrentKey = DevelopmentKeys.PersonalDataKeyId,
        }),
        new SqliteWriters());
}
