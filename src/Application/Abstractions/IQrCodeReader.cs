using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Finds QR codes in a photo or a screenshot.</summary>
public interface IQrCodeReader
{
    /// <summary>The texts of all QR codes that were found, best first; empty when there is none.</summary>
    /// <param name="image">JPEG or PNG bytes, read to the end; not disposed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>
    /// The texts, or a <see cref="Domain.Photos.PhotoErrors"/> error for a file that cannot be decoded within bounds.
    /// </returns>
    Task<Result<IReadOnlyList<string>>> ReadAsync(Stream image, CancellationToken cancellationToken);
}
