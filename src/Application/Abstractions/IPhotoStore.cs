using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Keeps photos outside the web root under random 128-bit names.</summary>
public interface IPhotoStore
{
    /// <summary>
    /// Writes an upload to a temporary file, at most <paramref name="maxBytes"/> of it, in constant memory.
    /// </summary>
    /// <returns>The staged upload, to be disposed; or <c>photo.empty</c> or <c>photo.too_large</c>.</returns>
    Task<Result<IStagedPhoto>> StageAsync(Stream content, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Stores a photo that was made here; when this returns, it is durable.</summary>
    Task<StoredPhoto> StoreAsync(ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken);

    /// <summary>An empty private file to write and read again, which is gone once it is disposed.</summary>
    Stream OpenScratch();

    /// <summary>Opens a photo, or null when there is none of that name.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes a photo; one that is gone already is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);
}

/// <summary>An upload in a temporary file; disposing deletes what was not kept.</summary>
public interface IStagedPhoto : IAsyncDisposable
{
    /// <summary>SHA-256, 64 lower-case hexadecimal digits.</summary>
    string Sha256 { get; }

    /// <summary>Size.</summary>
    long Bytes { get; }

    /// <summary>Reads it from its beginning; the stream is the caller's to dispose.</summary>
    Stream OpenRead();

    /// <summary>Keeps it under a new name; when this returns, it is durable.</summary>
    Task<StoredPhoto> KeepAsync(string contentType, CancellationToken cancellationToken);
}

/// <summary>Makes and reads the signed, short-lived links by which photos are shown.</summary>
public interface IPhotoLinks
{
    /// <summary>A signed link to the photo; it holds for some minutes.</summary>
    PhotoLink Create(StoredPhoto photo);

    /// <summary>The photo's name in the store and media type, or null when the token is wrong or too old.</summary>
    (string Key, string ContentType)? Read(string token);
}
