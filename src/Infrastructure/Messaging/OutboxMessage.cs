namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>A saved event that waits for its handlers.</summary>
internal sealed class OutboxMessage
{
    public const int MaxErrorLength = 200;

    /// <summary>https://www.w3.org/TR/trace-context/#traceparent-header: version, trace, span and flags.</summary>
    public const int TraceParentLength = 55;

    public required Guid Id { get; init; }

    /// <summary>Name by <see cref="EventNames"/>.</summary>
    public required string Name { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The W3C trace that it happened in; delivery goes on with it.</summary>
    public string? TraceParent { get; init; }

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
