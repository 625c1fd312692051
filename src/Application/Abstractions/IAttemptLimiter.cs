namespace CampusPhoto.Application.Abstractions;

/// <summary>Counts tries per subject in fixed windows, durably and safely with many at once.</summary>
public interface IAttemptLimiter
{
    /// <summary>Takes one try out of the window, before what is tried is looked at.</summary>
    /// <param name="kind">What is tried, such as <c>feature-code</c>.</param>
    /// <param name="subject">Who tries: an identity or a keyed hash, never a personal value.</param>
    /// <param name="limit">Tries allowed in the window.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null when the try may go on, or how long to wait.</returns>
    Task<TimeSpan?> TakeAsync(
        string kind, string subject, int limit, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>Gives a try back that turned out to be right.</summary>
    Task GiveBackAsync(string kind, string subject, TimeSpan window, CancellationToken cancellationToken);
}
