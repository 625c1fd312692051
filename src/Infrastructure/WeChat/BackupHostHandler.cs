using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// Sends a repeat to WeChat's other host, which stands elsewhere. It stands inside the retries; the host is no part of
/// what is signed.
/// </summary>
internal sealed class BackupHostHandler(IOptions<WeChatOptions> options) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<bool> Tried = new("CampusPhoto.Tried");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.Value.PayBackupBaseUrl is { Length: > 0 } backup && request.Options.TryGetValue(Tried, out _))
            request.RequestUri = new Uri(new Uri(backup), request.RequestUri!.PathAndQuery);
        request.Options.Set(Tried, true);
        return base.SendAsync(request, cancellationToken);
    }
}
