using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// The mini-program's access token. WeChat hands every node the same stable token, so a cache in each process is
/// enough.
/// </summary>
internal sealed class AccessTokenCache(
    MiniProgramClient client,
    IOptions<WeChatOptions> options,
    TimeProvider clock,
    ILogger<AccessTokenCache> logger) : IDisposable
{
    /// <summary>WeChat issues the next token five minutes before the end, and both hold until then.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile CachedToken? _current;

    /// <summary>A token that holds for a while, or <c>wechat.unavailable</c>.</summary>
    public async Task<Result<string>> GetAsync(CancellationToken cancellationToken)
    {
        if (Usable() is { } ready) return ready;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Usable() is { } fetchedMeanwhile ? fetchedMeanwhile : await FetchAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Forgets a token that WeChat refused, unless another caller has replaced it already.</summary>
    public void Drop(string refused)
    {
        if (_current is { } current && current.Value == refused)
            Interlocked.CompareExchange(ref _current, null, current);
    }

    /// <inheritdoc />
    public void Dispose() => _oneAtATime.Dispose();

    private string? Usable() => _current is { } current && clock.GetUtcNow() < current.RenewAt ? current.Value : null;

    private async Task<Result<string>> FetchAsync(CancellationToken cancellationToken)
    {
        var body = WeChatJson.Write(new TokenBody("client_credential", options.Value.AppId, options.Value.Secret));
        var sent = await client.SendAsync<TokenAnswer>(
            WeChatClients.Token, "stable_token", HttpMethod.Post, "/cgi-bin/stable_token", body, cancellationToken);
        if (sent.Error is { } error) return error;
        if (sent.Value is not { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 } answer) return LoginErrors.WeChatUnavailable;

        var lifetime = TimeSpan.FromSeconds(answer.ExpiresIn);
        var renewAt = clock.GetUtcNow() + (lifetime > Early ? lifetime - Early : lifetime / 2);
        _current = new CachedToken(token, renewAt);
        logger.TokenFetched(renewAt);
        return token;
    }

    private sealed record CachedToken(string Value, DateTimeOffset RenewAt);
}
