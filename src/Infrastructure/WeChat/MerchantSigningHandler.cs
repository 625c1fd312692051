using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// Signs each request with a fresh time and nonce. It stands inside the retries: a repeat with the old signature
/// could be refused as a replay or as too old. It also sees how far WeChat's clock is from the one it signs by.
/// </summary>
internal sealed class MerchantSigningHandler(TimeProvider clock, ClockWatch clockWatch) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(PayRequestOptions.Merchant, out var merchant))
            throw new InvalidOperationException("A payment request needs a merchant.");

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        var message = PayMessage.OfRequest(request.Method.Method, request.RequestUri!.PathAndQuery, timestamp, nonce, body);
        var signature = merchant.Sign(message);

        request.Headers.Authorization = new AuthenticationHeaderValue(
            "WECHATPAY2-SHA256-RSA2048",
            $"mchid=\"{merchant.Facts.MerchantId}\",nonce_str=\"{nonce}\",timestamp=\"{timestamp}\","
            + $"serial_no=\"{merchant.SerialNo}\",signature=\"{signature}\"");
        request.Headers.Remove("Wechatpay-Serial");
        if (merchant.PlatformKeys.Current(now) is { } current) request.Headers.Add("Wechatpay-Serial", current.Serial);
        var answer = await base.SendAsync(request, cancellationToken);
        clockWatch.Observe(answer.Headers.Date, now);
        return answer;
    }
}
