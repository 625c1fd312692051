namespace CampusPhoto.Application.Abstractions;

/// <summary>All changes of one command, saved together with their events.</summary>
public interface IUnitOfWork
{
    /// <summary>Saves everything in one transaction.</summary>
    /// <returns>False when another change came first (stale version or a unique value taken): nothing was saved.</returns>
    Task<bool> TrySaveAsync(CancellationToken cancellationToken);

    /// <summary>Forgets everything loaded and changed, so that the next attempt reads afresh.</summary>
    void Forget();
}
