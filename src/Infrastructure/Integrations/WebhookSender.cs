using System.Globalization;
using System.Security.Authentication;
using System.Text;
using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.Infrastructure.Integrations;

/// <summary>Sends events by HTTP. No redirect is followed, and no more of an answer is read than its head.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, WebhookAddresses addresses, TimeProvider clock) : IWebhookSender
{
    public const string ClientName = "webhooks";
    private const string JsonType = "application/json";

    public bool MaySendTo(string url) => addresses.MaySendTo(url);

    public string NewSecret() => WebhookSignature.NewSecret();

    public async Task<WebhookAnswer> SendAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();

        // The rules may have become stricter since the address was given.
        if (!addresses.MaySendTo(delivery.Url)) return new WebhookAnswer(null, "address_not_allowed", TimeSpan.Zero);
        DateTimeOffset now = clock.GetUtcNow();
        using HttpClient client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url)
        {
            Content = new StringContent(delivery.Payload, Encoding.UTF8, JsonType),
        };
        request.Headers.Add("webhook-id", delivery.EventId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(delivery.Secrets, delivery.EventId, now, delivery.Payload));
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return new WebhookAnswer((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : "status", clock.GetElapsedTime(start));
        }
        catch (HttpRequestException failure)
        {
            return new WebhookAnswer(null, FaultOf(failure), clock.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(null, "timeout", clock.GetElapsedTime(start));
        }
    }

    private static string FaultOf(HttpRequestException failure) => failure switch
    {
        { InnerException: AddressNotAllowedException } => "address_not_allowed",
        { InnerException: AuthenticationException } => "tls_failed",
        _ => "connection_failed",
    };
}
