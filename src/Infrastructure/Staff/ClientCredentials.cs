using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Staff;

internal sealed class ClientCredentials(AppDbContext db, IPasswordHasher<IntegratorClientRow> secrets) : IClientCredentials
{
    public async Task<IReadOnlyList<ClientCredential>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await db.IntegratorClients.AsNoTracking().ToListAsync(cancellationToken)).OrderByDescending(client => client.Id).Select(Of)];

    public async Task<ClientCredential?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await db.IntegratorClients.SingleOrDefaultAsync(client => client.Id == id, cancellationToken) is { } client ? Of(client) : null;

    public Task<bool> IsTakenAsync(string clientId, CancellationToken cancellationToken) =>
        db.IntegratorClients.AnyAsync(client => client.ClientId == clientId, cancellationToken);

    public void Add(ClientCredential client, string secret)
    {
        var row = new IntegratorClientRow
        {
            Id = client.Id, ClientId = client.ClientId, Scopes = string.Join(' ', client.Scopes), OwnerId = client.OwnerId,
            ExpiresAt = client.ExpiresAt, CallsPerMinute = client.Quota.CallsPerMinute, PhotoChecksPerDay = client.Quota.PhotoChecksPerDay,
        };
        row.SecretHash = secrets.HashPassword(row, secret);
        db.Add(row);
    }

    public async Task SetSecretAsync(Guid id, string secret, DateTimeOffset at, CancellationToken cancellationToken)
    {
        IntegratorClientRow row = await db.IntegratorClients.SingleAsync(client => client.Id == id, cancellationToken);
        row.SecretHash = secrets.HashPassword(row, secret);
        row.EndTokens(at);
    }

    public async Task SetQuotaAsync(Guid id, ClientQuota quota, CancellationToken cancellationToken)
    {
        IntegratorClientRow row = await db.IntegratorClients.SingleAsync(client => client.Id == id, cancellationToken);
        (row.CallsPerMinute, row.PhotoChecksPerDay) = (quota.CallsPerMinute, quota.PhotoChecksPerDay);
    }

    public async Task RevokeAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        IntegratorClientRow row = await db.IntegratorClients.SingleAsync(client => client.Id == id, cancellationToken);
        row.RevokedAt = at;
        row.EndTokens(at);
    }

    public async Task EndTokensOfOwnerAsync(Guid owner, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (IntegratorClientRow row in await db.IntegratorClients.Where(client => client.OwnerId == owner).ToListAsync(cancellationToken))
            row.EndTokens(at);
    }

    private static ClientCredential Of(IntegratorClientRow row) => new(
        row.Id, row.ClientId, row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.OwnerId, row.ExpiresAt, row.RevokedAt,
        new ClientQuota(row.CallsPerMinute, row.PhotoChecksPerDay));
}
