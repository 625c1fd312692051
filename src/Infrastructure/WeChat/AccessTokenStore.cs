using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Keeps access tokens where every node finds them.</summary>
internal sealed class AccessTokenStore(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The latest token, or null when there never was one.</summary>
    public async Task<AccessTokenRow?> FindAsync(string appId, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.AccessTokens.AsNoTracking().SingleOrDefaultAsync(row => row.AppId == appId, cancellationToken);
    }

    /// <summary>Replaces the token. Only the holder of the lease does this.</summary>
    public async Task SaveAsync(AccessTokenRow next, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        if (next.Generation == 1) db.Add(next);
        else db.Update(next);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Lets a token that WeChat refused be replaced, unless that has happened.</summary>
    public async Task DropAsync(string appId, long generation, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.AccessTokens
            .Where(row => row.AppId == appId && row.Generation == generation)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.RenewAt, now).SetProperty(one => one.ExpiresAt, now), cancellationToken);
    }
}
