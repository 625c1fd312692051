using System.Net.Http.Headers;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.Logging;
using Polly.Timeout;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>An answer whose signature held.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Raw body.</param>
/// <param name="Code">
/// WeChat's error code without "_" and in upper case (documents of different years spell them differently), or "" on success.
/// </param>
/// <param name="RequestId">WeChat's number of the call.</param>
/// <param name="Serial">Serial of the key that signed it.</param>
internal sealed record PayAnswer(int Status, byte[] Body, string Code, string RequestId, string Serial)
{
    public bool Succeeded => Status is >= 200 and < 300;
}

/// <summary>Sends a payment call and gives back its answer only when it is known to be WeChat Pay's.</summary>
internal sealed class PayClient(IHttpClientFactory clients, ILogger<PayClient> logger)
{
    /// <summary>One call.</summary>
    /// <param name="merchant">In whose name.</param>
    /// <param name="call">Word for the log.</param>
    /// <param name="outTradeNo">Our number, for the log.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path and query, already escaped.</param>
    /// <param name="body">The exact bytes to sign and send, or null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer, or <c>wechat.unavailable</c>.</returns>
    public async Task<Result<PayAnswer>> SendAsync(
        Merchant merchant,
        string call,
        string outTradeNo,
        HttpMethod method,
        string path,
        byte[]? body,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Options.Set(PayRequestOptions.Merchant, merchant);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            using var response = await clients.CreateClient(WeChatClients.Pay).SendAsync(request, cancellationToken);
            var answer = new PayAnswer(
                (int)response.StatusCode,
                await response.Content.ReadAsByteArrayAsync(cancellationToken),
                "",
                RequestIds.Of(response),
                PlatformSignature.Of(response).Serial ?? "-");

            // What nobody signed proves nothing: it may be a proxy's 502, or somebody who would like an order closed.
            request.Options.TryGetValue(PayRequestOptions.Verified, out var verified);
            if (answer.Succeeded) return verified ? answer : LoginErrors.WeChatUnavailable;

            answer = answer with { Code = Plain(WeChatJson.TryRead<PayFault>(answer.Body)?.Code) };
            logger.PayRefused(merchant.Facts.Account, call, outTradeNo, answer.Status, answer.Code, answer.RequestId);
            return verified && !IsPassing(answer) ? answer : LoginErrors.WeChatUnavailable;
        }
        catch (Exception e) when (IsUnreachable(e, cancellationToken))
        {
            logger.PayUnreachable(merchant.Facts.Account, call, outTradeNo, e.GetType().Name);
            return LoginErrors.WeChatUnavailable;
        }
    }

    private static bool IsPassing(PayAnswer answer) =>
        answer.Status is >= 500 or 401 or 408 or 429
        || answer.Code is "SYSTEMERROR" or "FREQUENCYLIMITED" or "RATELIMITEXCEEDED" or "SIGNERROR";

    private static bool IsUnreachable(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or TimeoutRejectedException
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Plain(string? code) =>
        (code ?? "").Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
