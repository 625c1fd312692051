namespace CampusPhoto.Application.Abstractions;

/// <summary>
/// Whether an access token that has not run out was ended before. Asked with every request, and so answered from what was read
/// within the last second; what this node has ended is known at once.
/// </summary>
public interface IEndedTokens
{
    /// <summary>Whether the session was ended within the life of an access token.</summary>
    Task<bool> OfSessionAsync(Guid session, CancellationToken cancellationToken);

    /// <summary>Whether the client's tokens of that generation were ended within the life of an access token.</summary>
    Task<bool> OfClientAsync(Guid client, int generation, CancellationToken cancellationToken);
}
