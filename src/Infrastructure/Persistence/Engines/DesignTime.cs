using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>Lets dotnet-ef make migrations without a host; none of the databases is ever opened.</summary>
internal static class DesignTime
{
    public static PersonalDataCipher Cipher() => new(new PersonalDataOptions
    {
        Keys = { [DevelopmentKeys.PersonalDataKeyId] = DevelopmentKeys.PersonalDataKey },
        CurrentKey = DevelopmentKeys.PersonalDataKeyId,
    });
}

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteAppDbContext>
{
    public SqliteAppDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=design-time.db").Options,
        DesignTime.Cipher(),
        new SqliteWriters(() => SqliteLog.Flush(DatabaseOptions.EmbeddedFile)));
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerAppDbContext>
{
    public SqlServerAppDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=design-time").Options, DesignTime.Cipher());
}

internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlAppDbContext>
{
    public PostgreSqlAppDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgreSqlAppDbContext>().UseNpgsql("Host=design-time").Options, DesignTime.Cipher());
}
