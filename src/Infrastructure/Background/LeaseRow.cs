namespace CampusPhoto.Infrastructure.Background;

/// <summary>A recurring job of all nodes together: who is at it, and when it was last done.</summary>
internal sealed class LeaseRow
{
    public const int MaxNameLength = 100;

    public required string Job { get; init; }

    /// <summary>Grows by one with each claim: what an earlier holder still wants to write is recognised by it.</summary>
    public required long Token { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the last finished run began.</summary>
    public DateTimeOffset? DoneAt { get; init; }
}
