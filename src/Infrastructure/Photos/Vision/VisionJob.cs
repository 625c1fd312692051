using CampusPhoto.Domain.Common;

namespace CampusPhoto.Infrastructure.Photos.Vision;

/// <summary>One piece of OpenCV work for whichever worker is free.</summary>
internal interface IVisionJob
{
    /// <summary>Does the work on the calling thread; failures travel to who waits, never to the caller.</summary>
    void Run(Task<VisionModels> models);
}

/// <summary>A piece of work with its outcome.</summary>
internal sealed class VisionJob<T>(Func<VisionModels, Result<T>> body, Action leave) : IVisionJob
{
    private readonly TaskCompletionSource<Result<T>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Result<T>> Completion => _done.Task;

    public void Run(Task<VisionModels> models)
    {
        var work = new Task<Result<T>>(() => body(models.GetAwaiter().GetResult()));
        work.RunSynchronously(TaskScheduler.Default);

        // The place is free before the caller hears of it, so that its next call finds one.
        leave();
        _done.SetFromTask(work);
    }
}
