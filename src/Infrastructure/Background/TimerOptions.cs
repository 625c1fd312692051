namespace CampusPhoto.Infrastructure.Background;

/// <summary>How often what is due is looked for.</summary>
internal sealed class TimerOptions
{
    public const string Section = "Timers";

    /// <summary>Between two runs; the payment plan's first age is five seconds.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);
}
