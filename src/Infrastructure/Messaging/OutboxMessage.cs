namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>A saved event that waits for its handlers.</summary>
internal sealed class OutboxMessage
{
    public const int MaxErrorLength = 200;

    public required Guid Id { get; init; }

    /// <summary>Name by <see cref="EventNames"/>.</summary>
    public required string Name { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public int Attempts { get; init; }

    public required DateTimeOffset NextAttemptAt { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    public Guid? LeaseOwner { get; init; }

    public DateTimeOffset? ProcessedAt { get; init; }

    /// <summary>When it was given up; a person decides.</summary>
    public DateTimeOffset? DeadAt { get; init; }

    /// <summary>Type of the last exception; its message might hold personal data.</summary>
    public string? LastError { get; init; }
}
