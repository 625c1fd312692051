using System.Collections.Concurrent;
using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Storage;

namespace CampusPhoto.Infrastructure.Moving;

/// <summary>A photo that could not be copied.</summary>
/// <param name="Key">Its name in the store.</param>
/// <param name="Why">What is wrong with it.</param>
internal sealed record LostPhoto(string Key, string Why);

/// <summary>What was copied.</summary>
/// <param name="Photos">Photos that are in the target now.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Copied">How many of them were not there before.</param>
/// <param name="Lost">Photos that are not in the target.</param>
internal sealed record PhotosCopied(long Photos, long Bytes, long Copied, IReadOnlyList<LostPhoto> Lost);

/// <summary>
/// Copies photos from one store to another under their names, some at a time. What is copied is what its row says, and is
/// read again from the target; what the target has already is not copied again.
/// </summary>
/// <param name="from">Where they are.</param>
/// <param name="to">Where they shall be.</param>
/// <param name="bySize">
/// Whether a photo in the target is known by its size alone: photos are written once and whole, and reading all of a large
/// store each night takes hours.
/// </param>
internal sealed class PhotoCopies(IPhotoStorage from, IPhotoStorage to, bool bySize = false)
{
    private const int AtOnce = 8;

    public async Task<PhotosCopied> CopyAsync(IAsyncEnumerable<StoredPhoto> photos, CancellationToken cancellationToken)
    {
        var lost = new ConcurrentBag<LostPhoto>();
        long there = 0, bytes = 0, copied = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(photos, parallel, async (photo, token) =>
        {
            if (!await IsThereAsync(photo, bySize, token))
            {
                if (await CopyAsync(photo, token) is { } why)
                {
                    lost.Add(new LostPhoto(photo.Key, why));
                    return;
                }

                Interlocked.Increment(ref copied);
            }

            Interlocked.Increment(ref there);
            Interlocked.Add(ref bytes, photo.Bytes);
        });
        return new PhotosCopied(there, bytes, copied, [.. lost.OrderBy(photo => photo.Key, StringComparer.Ordinal)]);
    }

    /// <returns>Why it could not be copied, or null.</returns>
    private async Task<string?> CopyAsync(StoredPhoto photo, CancellationToken cancellationToken)
    {
        await using Stream? content = await from.OpenAsync(photo.Key, cancellationToken);
        if (content is null) return "is missing from the store";
        Result<IStagedPhoto> read = await to.StageAsync(photo, content, cancellationToken);
        if (!read.Succeeded) return "does not have the bytes that its row tells";
        await using IStagedPhoto staged = read.Value;
        if (staged.Sha256 != photo.Sha256) return "does not have the bytes that its row tells";
        await staged.KeepAsync(photo.ContentType, cancellationToken);
        return await IsThereAsync(photo, sizeIsEnough: false, cancellationToken) ? null : "did not arrive as it was sent";
    }

    private async Task<bool> IsThereAsync(StoredPhoto photo, bool sizeIsEnough, CancellationToken cancellationToken)
    {
        await using Stream? found = await to.OpenAsync(photo.Key, cancellationToken);
        if (found is null) return false;
        return sizeIsEnough
            ? found.Length == photo.Bytes
            : Convert.ToHexStringLower(await SHA256.HashDataAsync(found, cancellationToken)) == photo.Sha256;
    }
}
