namespace CampusPhoto.Domain.Payments;

/// <summary>When the provider is asked next after what it has not told of yet.</summary>
public static class CheckPlan
{
    // WeChat Pay's plan 1 for asking after an unsettled payment, by the attempt's age.
    private static readonly TimeSpan[] Ages =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
    ];

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(30);

    /// <summary>The plan's next age of a payment attempt; once the plan is over, every half hour until it is closed.</summary>
    /// <param name="createdAt">When the attempt was opened.</param>
    /// <param name="now">The time.</param>
    public static DateTimeOffset NextAsk(DateTimeOffset createdAt, DateTimeOffset now)
    {
        foreach (TimeSpan age in Ages)
            if (createdAt + age > now) return createdAt + age;
        return now + Ages[^1];
    }

    /// <summary>When something is tried again that did not come through: after ten seconds, then ever later, half an hour at most.</summary>
    /// <param name="tries">How often it was tried, from 1.</param>
    /// <param name="now">The time.</param>
    public static DateTimeOffset NextTry(int tries, DateTimeOffset now)
    {
        double wait = FirstRetry.TotalSeconds * Math.Pow(2, Math.Clamp(tries - 1, 0, 16));
        return now + TimeSpan.FromSeconds(Math.Min(wait, LongestRetry.TotalSeconds));
    }
}
