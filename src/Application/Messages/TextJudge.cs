using System.Diagnostics.Metrics;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Messages;

/// <summary>Has WeChat judge a text, and counts what came of it. Work does not stop with WeChat.</summary>
internal sealed class TextJudge(ITextSafety safety)
{
    private static readonly Counter<long> Texts = Telemetry.Meter.CreateCounter<long>(
        "campusphoto.texts.judged", "{text}",
        "Texts that people typed, by WeChat's verdict, the error's code, or no_author for staff without an account in the mini-program.");

    /// <returns>The verdict; null where WeChat cannot judge now.</returns>
    public async Task<TextVerdict?> JudgeAsync(TypedText text, CancellationToken cancellationToken)
    {
        Result<TextVerdict> judged = await safety.JudgeAsync(text, cancellationToken);
        Count(judged.Error?.Code ?? judged.Value.ToString());
        return judged.Error is null ? judged.Value : null;
    }

    /// <summary>Counts a text that nobody can be named for.</summary>
    public static void CountUnjudged() => Count("no_author");

    private static void Count(string outcome) => Texts.Add(1, new KeyValuePair<string, object?>("campusphoto.outcome", outcome));
}
