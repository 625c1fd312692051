using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>A private folder of one node for uploads that are not kept yet.</summary>
internal sealed class TemporaryPhotos
{
    // Several nodes may share the folder; none takes longer than this over one upload.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string _folder;

    public TemporaryPhotos(string folder, TimeProvider clock)
    {
        _folder = folder;
        PrivateFiles.MakeFolder(folder);
        DateTime oldest = clock.GetUtcNow().UtcDateTime - Abandoned;
        foreach (FileInfo left in new DirectoryInfo(folder).EnumerateFiles())
            if (left.LastWriteTimeUtc < oldest) left.Delete();
    }

    public string NewPath() => Path.Combine(_folder, PhotoKeys.New());

    /// <summary>Reads an upload into a file, at most so much of it.</summary>
    /// <param name="content">The upload.</param>
    /// <param name="maxBytes">Greatest size.</param>
    /// <param name="keep">Moves a staged file into the store and tells its name there.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Result<IStagedPhoto>> StageAsync(
        Stream content, long maxBytes, KeepPhoto keep, CancellationToken cancellationToken)
    {
        StagedPhoto? unfinished = null;
        try
        {
            unfinished = new StagedPhoto(NewPath(), keep);
            Result read = await unfinished.ReadAsync(content, maxBytes, cancellationToken);
            if (read.Error is { } error) return error;
            StagedPhoto finished = unfinished;
            unfinished = null;
            return finished;
        }
        finally
        {
            if (unfinished is not null) await unfinished.DisposeAsync();
        }
    }
}

/// <summary>Moves a staged file into the store.</summary>
/// <returns>Its name there.</returns>
internal delegate Task<string> KeepPhoto(string path, string contentType, CancellationToken cancellationToken);
