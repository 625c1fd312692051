namespace CampusPhoto.Domain.Integrations;

/// <summary>When an event is sent again: eleven attempts within a little more than three days.</summary>
public static class WebhookPlan
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts until an event is given up.</summary>
    public static int MostAttempts => Waits.Length + 1;

    /// <summary>How long to wait after a failed attempt, or null to give up.</summary>
    /// <param name="attempts">Attempts so far, from 1.</param>
    /// <param name="share">0 to 1: where in the fifth around the wait it lies, so that receivers are not met by all at once.</param>
    public static TimeSpan? WaitAfter(int attempts, double share) =>
        attempts > Waits.Length ? null : Waits[attempts - 1] * (0.9 + (0.2 * share));
}
