using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// Checks the signature of every answer over its raw bytes before anything reads it, and leaves the outcome in
/// <see cref="PayRequestOptions.Verified"/>. A success that nobody signed is not repeated: it is forged.
/// </summary>
internal sealed class AnswerVerifyingHandler(
    PlatformKeys keys, ILogger<AnswerVerifyingHandler> logger) : DelegatingHandler
{
    /// <summary>No answer that is read here comes near it.</summary>
    private const int MaxAnswerBytes = 256 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(PayRequestOptions.Merchant, out var merchant))
            throw new InvalidOperationException("A payment request needs a merchant.");

        request.Options.Set(PayRequestOptions.Verified, false);
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var verdict = await keys.CheckAsync(PlatformSignature.Of(answer), merchant, body, cancellationToken);
        if (verdict == SignatureVerdict.Genuine)
            request.Options.Set(PayRequestOptions.Verified, true);
        else
            logger.AnswerNotGenuine(merchant.Facts.Account, verdict, (int)answer.StatusCode, RequestIds.Of(answer));
        return answer;
    }
}
