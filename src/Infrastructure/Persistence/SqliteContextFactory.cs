using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Hands out contexts of the configured engine where the engine does not matter.</summary>
internal sealed class SqliteContextFactory(IDbContextFactory<SqliteAppDbContext> contexts) : IDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext() => contexts.CreateDbContext();
}
