using CampusPhoto.Infrastructure.Background;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>Deletes photos that were sent and never submitted.</summary>
internal sealed class IncomingPhotosSweep(IIncomingPhotos incoming, TimeProvider clock) : ISweep
{
    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        // A form may be sent at its last minute and submitted after that.
        DateTimeOffset past = clock.GetUtcNow() - PhotoUploads.ToBeSubmitted;
        await foreach (string key in incoming.KeysSentBeforeAsync(past, cancellationToken))
            await incoming.DeleteAsync(key, cancellationToken);
    }
}
