namespace CampusPhoto.Application.Abstractions;

/// <summary>Saved events that were given up.</summary>
public interface IDeadLetters
{
    /// <summary>At most a hundred, the oldest first.</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Has one delivered again.</summary>
    /// <returns>What it was, or null when there is none.</returns>
    Task<DeadLetter?> ReplayAsync(Guid id, CancellationToken cancellationToken);
}

/// <summary>An event that was given up.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">What happened, such as <c>order.transitioned.v1</c>.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">Kind of the last failure.</param>
/// <param name="DeadAt">When it was given up.</param>
public sealed record DeadLetter(
    Guid Id, string Name, DateTimeOffset OccurredAt, int Attempts, string? LastError, DateTimeOffset DeadAt);
