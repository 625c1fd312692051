using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Photos;

/// <summary>What a trial check came to. Nothing of the photo is kept.</summary>
/// <param name="Verdict">Pass or Fail.</param>
/// <param name="VerdictText">Whether it would pass, in words.</param>
/// <param name="ContentType">The file's real media type.</param>
/// <param name="Width">Width of the upright picture in pixels.</param>
/// <param name="Height">Height of the upright picture in pixels.</param>
/// <param name="DeliveredBytes">Size of the photo that would be delivered; null when it fails.</param>
/// <param name="Operations">What would be done to the pixels on the way to it.</param>
/// <param name="Report">初审报告.</param>
public sealed record PhotoCheckView(
    CheckVerdict Verdict,
    ShownText VerdictText,
    string ContentType,
    int Width,
    int Height,
    int? DeliveredBytes,
    IReadOnlyList<PixelOperation> Operations,
    CheckReportView Report)
{
    private static readonly LocalizedText Passes = new("照片符合要求", "The photo meets the requirements");
    private static readonly LocalizedText Fails =
        new("照片不符合要求，请按报告提示调整", "The photo does not meet the requirements; change what the report says");

    internal static PhotoCheckView Of(PhotoCheck check)
    {
        bool passed = check.Standardised is not null;
        return new PhotoCheckView(
            passed ? CheckVerdict.Pass : CheckVerdict.Fail, new ShownText(passed ? Passes : Fails), check.ContentType, check.Width,
            check.Height, check.Standardised?.Length, check.Operations, CheckReportView.Of(check.Report));
    }
}
