using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>An upload in a temporary file of this node.</summary>
internal sealed class StagedPhoto(string path, KeepPhoto keep) : IStagedPhoto
{
    public string Sha256 { get; private set; } = "";

    public long Bytes { get; private set; }

    public async Task<Result> ReadAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[PrivateFiles.CopyBuffer];
        await using FileStream file = PrivateFiles.Create(path);
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            Bytes += read;
            if (Bytes > maxBytes) return PhotoErrors.TooLarge;
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return Bytes == 0 ? PhotoErrors.Empty : Result.Ok;
    }

    public Stream OpenRead() => PrivateFiles.Read(path);

    public async Task<StoredPhoto> KeepAsync(string contentType, CancellationToken cancellationToken) =>
        new(await keep(path, contentType, cancellationToken), Sha256, Bytes, contentType);

    public ValueTask DisposeAsync()
    {
        if (File.Exists(path)) File.Delete(path);
        return ValueTask.CompletedTask;
    }
}
