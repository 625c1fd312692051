using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>Photos that wait in a private folder beside the photos; this program takes them itself.</summary>
internal sealed class LocalIncomingPhotos : IIncomingPhotos
{
    private readonly string _folder;
    private readonly TemporaryPhotos _temporary;

    public LocalIncomingPhotos(IOptions<PhotoStoreOptions> options, IHostEnvironment environment, TimeProvider clock)
    {
        string root = Path.GetFullPath(options.Value.Path, environment.ContentRootPath);
        _folder = Path.Combine(root, "incoming");
        PrivateFiles.MakeFolder(root);
        PrivateFiles.MakeFolder(_folder);
        _temporary = new TemporaryPhotos(Path.Combine(_folder, "tmp"), clock);
    }

    public IncomingForm? Sign(string key, long maxBytes, DateTimeOffset expiresAt) => null;

    public async Task<Result> ReceiveAsync(string key, Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        Result<IStagedPhoto> staged = await _temporary.StageAsync(content, maxBytes, Keep, cancellationToken);
        if (staged.Error is { } unusable) return unusable;
        await using IStagedPhoto photo = staged.Value;
        await photo.KeepAsync("", cancellationToken);
        return Result.Ok;

        Task<string> Keep(string path, string contentType, CancellationToken cancellationToken)
        {
            File.Move(path, PathOf(key), overwrite: true);
            return Task.FromResult(key);
        }
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(File.Exists(PathOf(key)) ? PrivateFiles.Read(PathOf(key)) : null);

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<string> KeysSentBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) => (
        from file in new DirectoryInfo(_folder).EnumerateFiles()
        where file.LastWriteTimeUtc < time.UtcDateTime
        select file.Name).ToAsyncEnumerable();

    private string PathOf(string key) => Path.Combine(_folder, key);
}
