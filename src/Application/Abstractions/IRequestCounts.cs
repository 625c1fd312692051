namespace CampusPhoto.Application.Abstractions;

/// <summary>Requests of all nodes together, counted by caller in fixed windows.</summary>
public interface IRequestCounts
{
    /// <summary>Adds what one node has counted.</summary>
    /// <param name="subject">The caller: an identity or a keyed hash, never an address itself.</param>
    /// <param name="count">Requests since the node last told.</param>
    /// <param name="windowEndsAt">The window's end, the same on all nodes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The requests that all nodes have told of in this window.</returns>
    Task<int> AddAsync(string subject, int count, DateTimeOffset windowEndsAt, CancellationToken cancellationToken);
}
