using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.Background;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// The mini-program's access token: one for all nodes, fetched by one of them while the others go on with the old one
/// or wait.
/// </summary>
internal sealed class AccessTokenCache(
    MiniProgramClient client,
    AccessTokenStore store,
    Leases leases,
    IOptions<WeChatOptions> options,
    TimeProvider clock,
    ILogger<AccessTokenCache> logger) : IDisposable
{
    private const string Job = "wechat-access-token";

    /// <summary>WeChat issues the next token five minutes before the end, and both hold until then.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <summary>Longer than fetching may take with its repeats.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile AccessTokenRow? _known;

    /// <summary>A token that holds for a while, or <c>wechat.unavailable</c>.</summary>
    public async Task<Result<string>> GetAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(_known)) return _known!.Token;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return IsFresh(_known) ? _known!.Token : await ObtainAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Forgets a token that WeChat refused, unless somebody has replaced it already.</summary>
    public async Task DropAsync(string refused, CancellationToken cancellationToken)
    {
        if (_known is not { } known || known.Token != refused) return;
        Interlocked.CompareExchange(ref _known, null, known);
        await store.DropAsync(known.AppId, known.Generation, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _oneAtATime.Dispose();

    private bool IsFresh(AccessTokenRow? row) => row is not null && clock.GetUtcNow() < row.RenewAt;

    private async Task<Result<string>> ObtainAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            var stored = await store.FindAsync(options.Value.AppId, cancellationToken);
            if (IsFresh(stored)) return Know(stored!);
            if (await leases.TakeAsync(Job, TimeSpan.Zero, Hold, cancellationToken) is { } lease)
                return await FetchAsync(lease, cancellationToken);
            if (stored?.ExpiresAt > clock.GetUtcNow()) return stored.Token;
            if (clock.GetElapsedTime(begun) > Patience) return LoginErrors.WeChatUnavailable;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task<Result<string>> FetchAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            // Another node may have finished between the look and the lease.
            var stored = await store.FindAsync(options.Value.AppId, cancellationToken);
            if (IsFresh(stored)) return Know(stored!);
            var fetched = await AskAsync(stored?.Generation ?? 0, cancellationToken);
            if (fetched.Error is { } error) return error;
            await store.SaveAsync(fetched.Value, cancellationToken);
            logger.TokenFetched(fetched.Value.RenewAt);
            return Know(fetched.Value);
        }
        finally
        {
            // Also when the caller has gone: the lease must not keep the others waiting.
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    private async Task<Result<AccessTokenRow>> AskAsync(long generation, CancellationToken cancellationToken)
    {
        var body = WeChatJson.Write(new TokenBody("client_credential", options.Value.AppId, options.Value.Secret));
        var sent = await client.SendAsync<TokenAnswer>(
            WeChatClients.Repeatable, "stable_token", HttpMethod.Post, "/cgi-bin/stable_token", body, cancellationToken);
        if (sent.Error is { } error) return error;
        if (sent.Value is not { AccessToken: { Length: > 0 and <= AccessTokenRow.MaxTokenLength } token, ExpiresIn: > 0 } answer)
            return LoginErrors.WeChatUnavailable;

        var now = clock.GetUtcNow();
        var lifetime = TimeSpan.FromSeconds(answer.ExpiresIn);
        return new AccessTokenRow
        {
            AppId = options.Value.AppId,
            Token = token,
            Generation = generation + 1,
            RenewAt = now + (lifetime > Early ? lifetime - Early : lifetime / 2),
            ExpiresAt = now + lifetime,
        };
    }

    private string Know(AccessTokenRow row)
    {
        _known = row;
        return row.Token;
    }
}
