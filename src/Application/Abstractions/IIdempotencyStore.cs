namespace CampusPhoto.Application.Abstractions;

/// <summary>First answers by Idempotency-Key, encrypted, for 24 hours.</summary>
public interface IIdempotencyStore
{
    /// <summary>What is known of the key, or null.</summary>
    Task<IdempotencyEntry?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken);

    /// <summary>Adds a finished answer, to be saved with the unit of work; a key that is taken is a conflict.</summary>
    void AddFinished(IdempotencyKey key, string answer);

    /// <summary>
    /// Marks the key as in progress and saves that at once; takes over one whose lease has run out.
    /// </summary>
    /// <returns>False when somebody else is at it or has finished.</returns>
    Task<bool> TryBeginAsync(IdempotencyKey key, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Saves the answer of a key that is in progress.</summary>
    Task FinishAsync(IdempotencyKey key, string answer, CancellationToken cancellationToken);

    /// <summary>Frees a key whose request failed.</summary>
    Task AbandonAsync(IdempotencyKey key, CancellationToken cancellationToken);
}

/// <summary>Who repeats what.</summary>
/// <param name="Caller">Identity of the caller.</param>
/// <param name="Route">Method and route with its values.</param>
/// <param name="Key">The caller's key, at most 100 characters.</param>
/// <param name="Fingerprint">SHA-256 of the request's content.</param>
public sealed record IdempotencyKey(string Caller, string Route, string Key, string Fingerprint);

/// <summary>What is known of a key.</summary>
/// <param name="Fingerprint">SHA-256 of the first request's content.</param>
/// <param name="Answer">The first answer as JSON, or null while in progress.</param>
/// <param name="LeaseExpiresAt">Until when somebody is at it.</param>
public sealed record IdempotencyEntry(string Fingerprint, string? Answer, DateTimeOffset? LeaseExpiresAt);
