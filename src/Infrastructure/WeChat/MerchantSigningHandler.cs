using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// Signs each request with a fresh time and nonce. It stands inside the retries: a repeat with the old signature
/// could be refused as a replay or as too old.
/// </summary>
internal sealed class MerchantSigningHandler(TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(PayRequestOptions.Merchant, out var merchant))
            throw new InvalidOperationException("A payment request needs a merchant.");

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        var message = PayMessage.OfRequest(request.Method.Method, request.RequestUri!.PathAndQuery, timestamp, nonce, body);
        var signature = merchant.Sign(message);

        request.Headers.Authorization = new AuthenticationHeaderValue(
            "WECHATPAY2-SHA256-RSA2048",
            $"mchid=\"{merchant.Facts.MerchantId}\",nonce_str=\"{nonce}\",timestamp=\"{timestamp}\","
            + $"serial_no=\"{merchant.SerialNo}\",signature=\"{signature}\"");
        request.Headers.Remove("Wechatpay-Serial");
        request.Headers.Add("Wechatpay-Serial", merchant.AnswerSerial);
        return await base.SendAsync(request, cancellationToken);
    }
}
