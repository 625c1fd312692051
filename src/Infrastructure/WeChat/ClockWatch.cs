using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// How far WeChat's clock is ahead of ours, by the Date header of its answers. Beyond five minutes WeChat refuses
/// every call, and we every answer and notification; it is told long before that.
/// </summary>
internal sealed class ClockWatch(TimeProvider clock, ILogger<ClockWatch> logger)
{
    /// <summary>More than a slow network and a header in whole seconds explain.</summary>
    public static readonly TimeSpan Alarm = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private TimeSpan? _skew;

    /// <summary>The last difference, to the second; null while WeChat has not answered.</summary>
    public TimeSpan? Skew
    {
        get
        {
            lock (_lock) return _skew;
        }
    }

    /// <summary>Notes an answer.</summary>
    /// <param name="date">Its Date header.</param>
    /// <param name="sentAt">When the request went out.</param>
    public void Observe(DateTimeOffset? date, DateTimeOffset sentAt)
    {
        if (date is not { } theirs) return;
        var now = clock.GetUtcNow();

        // Anywhere between sending and now may be when they wrote it; what that cannot explain is the difference.
        var skew = theirs < sentAt ? theirs - sentAt : theirs > now ? theirs - now : TimeSpan.Zero;
        skew = TimeSpan.FromSeconds(Math.Truncate(skew.TotalSeconds));
        bool was, isBad = skew.Duration() >= Alarm;
        lock (_lock)
        {
            was = _skew?.Duration() >= Alarm;
            _skew = skew;
        }

        if (isBad && !was) logger.ClockDiffers((long)skew.TotalSeconds);
        else if (was && !isBad) logger.ClockAgrees();
    }
}
