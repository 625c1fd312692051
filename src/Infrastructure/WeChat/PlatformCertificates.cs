using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Polly.Timeout;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// Fetches WeChat Pay's platform certificates. The answer may be signed by one of the certificates that it brings, so
/// that each is opened by the APIv3 key first, and the signature is checked with them.
/// </summary>
internal sealed class PlatformCertificates(
    IHttpClientFactory clients, TimeProvider clock, ILogger<PlatformCertificates> logger)
{
    /// <summary>All certificates of the moment; none when WeChat did not answer, or not genuinely.</summary>
    public async Task<IReadOnlyList<PlatformKey>> DownloadAsync(Merchant merchant, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v3/certificates");
            request.Options.Set(PayRequestOptions.Merchant, merchant);
            using var answer = await clients.CreateClient(WeChatClients.Unverified).SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            var found = answer.IsSuccessStatusCode ? Open(merchant, body) : [];
            var now = clock.GetUtcNow();
            var signature = PlatformSignature.Of(answer);
            var signer = found.FirstOrDefault(key => key.Serial == signature.Serial)
                ?? merchant.PlatformKeys.Find(signature.Serial ?? "", now);
            var verdict = signature.Flaw(now)
                ?? (signer is null ? SignatureVerdict.UnknownSerial : signature.Check(signer.Key, body));
            if (verdict == SignatureVerdict.Genuine)
            {
                logger.CertificatesFetched(merchant.Facts.Account, string.Join(' ', found.Select(key => key.Serial)));
                return found;
            }

            foreach (var key in found) key.Dispose();
            logger.AnswerNotGenuine(merchant.Facts.Account, verdict, (int)answer.StatusCode, RequestIds.Of(answer));
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.PayUnreachable(merchant.Facts.Account, "certificates", "-", e.GetType().Name);
        }

        return [];
    }

    private List<PlatformKey> Open(Merchant merchant, byte[] body)
    {
        var found = new List<PlatformKey>();
        foreach (var entry in WeChatJson.TryRead<CertificatesAnswer>(body)?.Data ?? [])
        {
            if (entry is not { SerialNo: { Length: > 0 } serial, EncryptCertificate: { } sealedCertificate }) continue;
            if (SealedResource.Open(merchant, sealedCertificate) is not { } pem)
            {
                logger.PlatformKeyUnreadable(merchant.Facts.Account, $"no APIv3 key opens certificate {serial}");
                continue;
            }

            try
            {
                found.Add(PlatformKey.Read(serial, Encoding.ASCII.GetString(pem)));
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException)
            {
                logger.PlatformKeyUnreadable(merchant.Facts.Account, $"certificate {serial} is not one ({e.GetType().Name})");
            }
        }

        return found;
    }
}
