using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Photos;

/// <summary>照片规格 in a list.</summary>
/// <param name="Id">Stable identity.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where the figures come from.</param>
/// <param name="Date">Date of the source.</param>
/// <param name="Width">Width of the delivered photo in pixels.</param>
/// <param name="Height">Height of the delivered photo in pixels.</param>
/// <param name="UnverifiedFigures">How many figures the sources contradict or leave open.</param>
public sealed record PhotoSpecificationCard(
    string Id, int Version, ShownText Name, string Source, DateOnly Date, int Width, int Height, int UnverifiedFigures)
{
    internal static PhotoSpecificationCard Of(PhotoSpecification one) => new(
        one.Id, one.Version, new ShownText(new LocalizedText(one.NameZh, one.NameEn)), one.Source, one.Date,
        one.Output.Width, one.Output.Height, one.Unverified.Count);
}

/// <summary>照片规格, whole: what may be uploaded, what is delivered, and each requirement with its weight.</summary>
/// <param name="Id">Stable identity.</param>
/// <param name="Version">Its version; a version in use never changes.</param>
/// <param name="Versions">All versions that there are, the newest first.</param>
/// <param name="Name">Its name.</param>
/// <param name="Extends">What it inherits from, or null.</param>
/// <param name="Source">Where the figures come from.</param>
/// <param name="Date">Date of the source.</param>
/// <param name="CheckedOn">When the source was last looked at.</param>
/// <param name="Links">Public pages on which the figures were read.</param>
/// <param name="Unverified">Figures that the sources contradict or leave open.</param>
/// <param name="MaxAgeMonths">Greatest age of a photo in months, where the source names one; nothing measures it.</param>
/// <param name="Upload">What may be uploaded.</param>
/// <param name="Output">What is delivered; places and widths in pixels of the delivered photo.</param>
/// <param name="Backgrounds">Reference background colours, sRGB.</param>
/// <param name="Requirements">The check items with their weight and bounds.</param>
/// <param name="Overlay">The camera's guide lines.</param>
/// <param name="Sha256">SHA-256 of the whole as canonical JSON.</param>
public sealed record PhotoSpecificationView(
    string Id,
    int Version,
    IReadOnlyList<int> Versions,
    ShownText Name,
    SpecificationKey? Extends,
    string Source,
    DateOnly Date,
    DateOnly? CheckedOn,
    IReadOnlyList<string> Links,
    IReadOnlyList<UnverifiedFigure> Unverified,
    int? MaxAgeMonths,
    SourceBounds Upload,
    OutputBounds Output,
    IReadOnlyList<BackgroundColour> Backgrounds,
    IReadOnlyList<Requirement> Requirements,
    OverlayView Overlay,
    string Sha256)
{
    internal static PhotoSpecificationView Of(PhotoSpecification one, IEnumerable<int> versions) => new(
        one.Id, one.Version, [.. versions], new ShownText(new LocalizedText(one.NameZh, one.NameEn)), one.Extends, one.Source, one.Date,
        one.CheckedOn, one.Links, one.Unverified, one.MaxAgeMonths, one.Upload, one.Output, one.Backgrounds, one.Requirements,
        OverlayView.Of(one), one.Sha256);
}
