namespace CampusPhoto.Infrastructure.Background;

/// <summary>Clears away one kind of thing that is only in the way.</summary>
internal interface ISweep
{
    /// <summary>Least time between two sweeps, on whatever nodes.</summary>
    TimeSpan Every { get; }

    /// <summary>One sweep.</summary>
    Task RunOnceAsync(CancellationToken cancellationToken);
}
