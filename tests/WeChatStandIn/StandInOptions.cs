namespace CampusPhoto.WeChatStandIn;

/// <summary>Section <c>StandIn</c>.</summary>
internal sealed class StandInOptions
{
    public const string Section = "StandIn";

    /// <summary>How many times faster than WeChat's own schedule notifications are repeated.</summary>
    public double RetrySpeed { get; set; } = 1000;

    /// <summary>How long a notification may take to be answered before it is repeated.</summary>
    public TimeSpan NotifyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after one refund of a charge the next may be asked for.</summary>
    public TimeSpan RefundSpacing { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a refund is under way before it ends by itself.</summary>
    public TimeSpan RefundTakes { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes faults with a probability repeatable.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Where charges and refunds are kept over restarts of the stand-in; without it they are forgotten.</summary>
    public string? LedgerFile { get; set; }

    /// <summary>Where keys are kept over restarts of the stand-in; without it they are new each time.</summary>
    public string? KeyFile { get; set; }
}
