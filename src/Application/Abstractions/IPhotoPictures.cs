using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Makes pictures of photos that were checked before; bounded like the check, and refused alike.</summary>
public interface IPhotoPictures
{
    /// <summary>Makes the photo that is delivered although the check failed, for a reviewer who may approve it all the same.</summary>
    /// <param name="photo">The upload; not disposed.</param>
    /// <param name="specification">What is delivered.</param>
    /// <param name="cancellationToken">Ends the wait or the work.</param>
    /// <returns>The JPEG, or null when no face was found; or one of <see cref="PhotoErrors"/>.</returns>
    Task<Result<byte[]?>> DeliverAsync(Stream photo, PhotoSpecification specification, CancellationToken cancellationToken);

    /// <summary>
    /// Draws the guide lines, the measured lines and a numbered mark for each item that failed over the upload. A mark's
    /// number is the item's position in the report, from 1, so that the report is the legend and no font is needed.
    /// </summary>
    /// <returns>A JPEG; or one of <see cref="PhotoErrors"/>.</returns>
    Task<Result<byte[]>> AnnotateAsync(
        Stream photo, PhotoSpecification specification, CheckReport report, CancellationToken cancellationToken);

    /// <summary>Lays copies of a delivered photo on a sheet of photo paper, with crop marks.</summary>
    /// <returns>The sheet; or <c>print_sheet.does_not_fit</c> with the greatest number of copies; or one of <see cref="PhotoErrors"/>.</returns>
    Task<Result<byte[]>> LayOutAsync(Stream delivered, PrintSheet sheet, CancellationToken cancellationToken);

    /// <summary>
    /// Encodes any picture anew as a JPEG of at most 4000 pixels a side, upright, with nothing but its pixels.
    /// </summary>
    /// <returns>The JPEG; or one of <see cref="PhotoErrors"/>.</returns>
    Task<Result<byte[]>> ReencodeAsync(Stream picture, CancellationToken cancellationToken);

    /// <summary>Says what to move in one small frame of the camera.</summary>
    /// <returns>One item for each requirement about place and pose; or one of <see cref="PhotoErrors"/>.</returns>
    Task<Result<CheckReport>> GuideAsync(Stream frame, PhotoSpecification specification, CancellationToken cancellationToken);
}

/// <summary>Photo paper.</summary>
public enum PrintPaper
{
    /// <summary>5 寸: 89 × 127 mm.</summary>
    FiveInch,

    /// <summary>6 寸: 102 × 152 mm.</summary>
    SixInch,
}

/// <summary>File type of a sheet.</summary>
public enum PrintFormat
{
    /// <summary>JPEG of quality 95.</summary>
    Jpeg,

    /// <summary>PNG, without loss.</summary>
    Png,
}

/// <summary>A sheet of prints (加洗).</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Copies">How many prints; null for as many as fit.</param>
/// <param name="WidthMm">Width of a print in millimetres; null for the photo's own size by its pixels and resolution.</param>
/// <param name="Format">File type.</param>
/// <param name="Dpi">Resolution of the sheet, dots per inch.</param>
public sealed record PrintSheet(PrintPaper Paper, int? Copies, int? WidthMm, PrintFormat Format, int Dpi = 300);
