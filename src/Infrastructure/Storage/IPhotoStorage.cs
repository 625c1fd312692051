using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>A photo store as those see it who keep it in order.</summary>
internal interface IPhotoStorage : IPhotoStore
{
    /// <summary>Stages a photo of another store, to be kept under the name that it has there.</summary>
    Task<Result<IStagedPhoto>> StageAsync(StoredPhoto photo, Stream content, CancellationToken cancellationToken);

    /// <summary>Names of the photos that were written before that time.</summary>
    IAsyncEnumerable<string> KeysWrittenBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Writes and deletes something, as a photo would be.</summary>
    /// <exception cref="IOException">It cannot be written: full or out of reach.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}
