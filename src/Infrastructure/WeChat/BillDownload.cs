using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;
using Microsoft.Extensions.Logging;
using Polly.Timeout;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Downloads a bill. Its file is not signed, but the digest that the signed answer gives is checked.</summary>
internal sealed class BillDownload(PayClient client, IHttpClientFactory clients, ILogger<BillDownload> logger)
{
    /// <summary>About half a million rows.</summary>
    private const int MaxBytes = 256 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The bill's bytes, unpacked; empty when there is nothing to tell of that day.</summary>
    /// <param name="merchant">Whose bill.</param>
    /// <param name="day">Of which day.</param>
    /// <param name="pathAndQuery">What to ask for.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Result<byte[]>> GetAsync(
        Merchant merchant, DateOnly day, string pathAndQuery, CancellationToken cancellationToken)
    {
        var sent = await client.SendAsync(merchant, "bill", $"{day:yyyy-MM-dd}", HttpMethod.Get, pathAndQuery, null, cancellationToken);
        if (sent.Error is { } error) return error;
        if (!sent.Value.Succeeded)
        {
            return sent.Value.Code switch
            {
                "NOSTATEMENTEXIST" => Array.Empty<byte>(),
                "STATEMENTCREATING" => PaymentErrors.BillNotReady,
                _ => LoginErrors.WeChatUnavailable,
            };
        }

        if (WeChatJson.TryRead<BillAnswer>(sent.Value.Body) is not { HashType: "SHA1", HashValue: { } digest, DownloadUrl: { } address }
            || !Uri.TryCreate(address, UriKind.Absolute, out var url)
            || url.AbsolutePath != "/v3/billdownload/file")
            return Damaged(merchant, day, "the answer names no file with its SHA-1");

        var file = await DownloadAsync(merchant, day, url.PathAndQuery, cancellationToken);
        if (file.Error is { } failed) return failed;
        return DigestOf(file.Value).Equals(digest, StringComparison.OrdinalIgnoreCase)
            ? file
            : Damaged(merchant, day, "its SHA-1 is another one");
    }

    /// <summary>A bill that cannot be used.</summary>
    public Error Damaged(Merchant merchant, DateOnly day, string fault)
    {
        logger.BillUnusable(merchant.Facts.Account, day, fault);
        return PaymentErrors.BillDamaged;
    }

    private async Task<Result<byte[]>> DownloadAsync(
        Merchant merchant, DateOnly day, string pathAndQuery, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            // The digest is in the address that WeChat signed; the host is the configured one.
            using var request = new HttpRequestMessage(HttpMethod.Get, pathAndQuery);
            request.Options.Set(PayRequestOptions.Merchant, merchant);
            using var answer = await clients.CreateClient(WeChatClients.Unverified)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                logger.PayRefused(merchant.Facts.Account, "bill file", $"{day:yyyy-MM-dd}", (int)answer.StatusCode, "", RequestIds.Of(answer));
                return LoginErrors.WeChatUnavailable;
            }

            await using var packed = await answer.Content.ReadAsStreamAsync(patience.Token);
            await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            return await ReadAsync(unpacked, patience.Token) is { } bytes ? bytes : Damaged(merchant, day, "it is too large");
        }
        catch (InvalidDataException)
        {
            return Damaged(merchant, day, "it is not packed as asked");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutRejectedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.PayUnreachable(merchant.Facts.Account, "bill file", $"{day:yyyy-MM-dd}", e.GetType().Name);
            return LoginErrors.WeChatUnavailable;
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (all.Length + read > MaxBytes) return null;
            await all.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return all.ToArray();
    }

    // SHA-1 is the digest that WeChat gives; what makes it trustworthy is the signature around it.
    private static string DigestOf(byte[] bytes) =>
        Convert.ToHexString(CryptographicOperations.HashData(HashAlgorithmName.SHA1, bytes));
}
