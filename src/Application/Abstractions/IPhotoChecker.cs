using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Judges a photo by a specification and makes the photo that is delivered.</summary>
public interface IPhotoChecker
{
    /// <summary>How many checks run at once; more than that wait.</summary>
    int Places { get; }

    /// <summary>Ends when the models are loaded; checks that are asked for earlier wait for them. Fails when they cannot be loaded.</summary>
    Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Checks one photo. Waits for a free place first, then reads the stream; the number of checks under way and
    /// waiting is bounded.
    /// </summary>
    /// <param name="photo">The uploaded file's bytes, read from the present position to the end; not disposed.</param>
    /// <param name="specification">What is required.</param>
    /// <param name="cancellationToken">Ends the wait or the check.</param>
    /// <returns>
    /// The report, also when the photo fails; or one of <see cref="PhotoErrors"/> when the file cannot be judged
    /// (<c>photo.empty</c>, <c>photo.too_large</c>, <c>photo.too_many_pixels</c>, <c>photo.type_unsupported</c>,
    /// <c>photo.damaged</c>) or there is no place (<c>photo.checker_busy</c>, <c>photo.check_timed_out</c>).
    /// </returns>
    Task<Result<PhotoCheck>> CheckAsync(Stream photo, PhotoSpecification specification, CancellationToken cancellationToken);
}

/// <summary>What came of a check.</summary>
/// <param name="Report">One item per requirement.</param>
/// <param name="ContentType">The uploaded file's real media type.</param>
/// <param name="Width">Width of the upright upload in pixels.</param>
/// <param name="Height">Height of the upright upload in pixels.</param>
/// <param name="Standardised">The delivered JPEG by the specification's output bounds; null when the report fails.</param>
public sealed record PhotoCheck(CheckReport Report, string ContentType, int Width, int Height, byte[]? Standardised)
{
    /// <summary>How many faces were found.</summary>
    public int Faces { get; init; }

    /// <summary>The pupils of the largest face; null when there is none.</summary>
    public Pupils? Pupils { get; init; }

    /// <summary>What the photo looks like around the largest face; null when there is none.</summary>
    public PhotoFingerprint? Fingerprint { get; init; }

    /// <summary>What was done to the pixels on the way to the delivered photo; empty when there is none.</summary>
    public IReadOnlyList<PixelOperation> Operations { get; init; } = [];
}

/// <summary>
/// Centres of the pupils, in pixels of the file as it is stored: before an EXIF orientation is applied. The middle of the
/// first pixel is 0, 0.
/// </summary>
/// <param name="Left">The pupil on the left of the upright picture: the person's right eye, unless the picture is mirrored.</param>
/// <param name="Right">The pupil on the right of the upright picture.</param>
public sealed record Pupils(PixelPoint Left, PixelPoint Right);

/// <summary>A place in a picture.</summary>
/// <param name="X">Pixels from the left edge.</param>
/// <param name="Y">Pixels from the upper edge.</param>
public readonly record struct PixelPoint(double X, double Y);
