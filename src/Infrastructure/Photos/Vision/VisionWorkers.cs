using System.Collections.Concurrent;

using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Photos.Vision;

/// <summary>
/// A fixed number of threads that do all OpenCV work, each with its own <see cref="VisionModels"/>, so that request
/// threads are never held by native code and memory does not grow with the number of callers.
/// </summary>
internal sealed class VisionWorkers : IDisposable
{
    private static readonly Lock Loading = new();

    private readonly PhotoCheckOptions _options;
    private readonly TimeProvider _clock;
    private readonly BlockingCollection<IVisionJob> _jobs = [];
    private readonly SemaphoreSlim _places;
    private readonly Thread[] _threads;
    private readonly TaskCompletionSource[] _warm;
    private int _admitted;
    private int _started;

    public VisionWorkers(IOptions<PhotoCheckOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value, clock);
        _places = new SemaphoreSlim(_options.Workers, _options.Workers);
        _warm = [.. Enumerable.Range(0, _options.Workers)
            .Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        _threads = [.. _warm.Select((warm, index) =>
            new Thread(() => Work(warm)) { IsBackground = true, Name = $"photo-check-{index}" })];
        Ready = Task.WhenAll(_warm.Select(warm => warm.Task));
        Telemetry.Meter.CreateObservableGauge(
            "campusphoto.photo_check.busy", () => _options.Workers - _places.CurrentCount, "{check}", "Photo checks and QR readings that run now.");
        Telemetry.Meter.CreateObservableGauge(
            "campusphoto.photo_check.waiting", () => Math.Max(0, _admitted - _options.Workers + _places.CurrentCount), "{check}",
            "Photo checks and QR readings that wait for a place; at PhotoCheck:QueueLength the next is refused.");
    }

    /// <summary>Ends when every worker has loaded its models; fails when one could not.</summary>
    public Task Ready { get; }

    /// <summary>Starts the threads, which load their models; a second call does nothing.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 1) return;
        foreach (var thread in _threads) thread.Start();
    }

    /// <summary>
    /// Waits for a place, then reads the input, then lets a worker judge it. The place is given back only when the worker
    /// has really ended, also when the caller stopped waiting.
    /// </summary>
    /// <returns>
    /// What <paramref name="judge"/> came to, the error of <paramref name="read"/>, <c>photo.checker_busy</c> when no
    /// waiting place is left, or <c>photo.check_timed_out</c>.
    /// </returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<Result<TOut>> RunAsync<TIn, TOut>(
        Func<CancellationToken, Task<Result<TIn>>> read,
        Func<VisionModels, TIn, CancellationToken, Result<TOut>> judge,
        CancellationToken cancellationToken)
    {
        Start();
        if (Interlocked.Increment(ref _admitted) > _options.Workers + _options.QueueLength)
        {
            Interlocked.Decrement(ref _admitted);
            return PhotoErrors.CheckerBusy.After(_options.RetryAfter);
        }

        using var timeout = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await RunAdmittedAsync(read, judge, either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return PhotoErrors.CheckTimedOut.After(_options.RetryAfter);
        }
    }

    private async Task<Result<TOut>> RunAdmittedAsync<TIn, TOut>(
        Func<CancellationToken, Task<Result<TIn>>> read,
        Func<VisionModels, TIn, CancellationToken, Result<TOut>> judge,
        CancellationToken token)
    {
        VisionJob<TOut>? job = null;
        var placed = false;
        try
        {
            await _places.WaitAsync(token);
            placed = true;
            var input = await read(token);
            if (input.Error is { } error) return error;

            job = new VisionJob<TOut>(models => judge(models, input.Value, token), Leave);
            _jobs.Add(job, token);
        }
        finally
        {
            if (job is null)
            {
                if (placed) _places.Release();
                Interlocked.Decrement(ref _admitted);
            }
        }

        return await job.Completion.WaitAsync(token);
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _admitted);
        _places.Release();
    }

    private void Work(TaskCompletionSource warm)
    {
        // A task carries a failure to load to whoever asks, instead of ending the process from a bare thread.
        var load = new Task<VisionModels>(() =>
        {
            // OpenCV registers its layers on first use without a lock of its own.
            lock (Loading)
            {
                var models = VisionModels.Load(_options.ModelsFolder);
                models.WarmUp();
                return models;
            }
        });
        load.RunSynchronously(TaskScheduler.Default);
        if (load.IsCompletedSuccessfully) warm.SetResult();
        else warm.SetException(load.Exception!.InnerExceptions);

        foreach (var job in _jobs.GetConsumingEnumerable()) job.Run(load);
        if (load.IsCompletedSuccessfully) load.Result.Dispose();
    }

    /// <summary>Lets the workers end what they do, then frees their models.</summary>
    public void Dispose()
    {
        _jobs.CompleteAdding();
        if (_started == 1)
        {
            foreach (var thread in _threads) thread.Join();
        }

        _jobs.Dispose();
        _places.Dispose();
    }
}
