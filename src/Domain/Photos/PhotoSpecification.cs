namespace CampusPhoto.Domain.Photos;

/// <summary>A closed range of allowed values; a missing end is unbounded.</summary>
public sealed record Bounds(double? Min, double? Max)
{
    /// <summary>Whether the value lies within the bounds, ends included.</summary>
    public bool Allow(double value) => !(value < Min) && !(value > Max);
}

/// <summary>What may be uploaded.</summary>
/// <param name="Bytes">Allowed file size in bytes.</param>
/// <param name="ShortSide">Allowed shorter side in pixels.</param>
/// <param name="MaxPixels">Greatest number of pixels (width × height).</param>
/// <param name="ContentTypes">Accepted media types, by content.</param>
public sealed record SourceBounds(Bounds Bytes, Bounds ShortSide, long MaxPixels, IReadOnlyList<string> ContentTypes);

/// <summary>What is delivered.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Dpi">Resolution written into the file, dots per inch.</param>
/// <param name="MinQuality">Least JPEG quality factor, 1 to 100.</param>
/// <param name="Bytes">Allowed file size in bytes.</param>
/// <param name="HeadTop">Hair line to the upper edge, in pixels of the delivered photo.</param>
/// <param name="EyeLine">Eyes to the upper edge, in pixels of the delivered photo.</param>
/// <param name="FaceWidth">Cheek to cheek, in pixels of the delivered photo.</param>
public sealed record OutputBounds(
    int Width,
    int Height,
    int Dpi,
    int MinQuality,
    Bounds Bytes,
    Bounds HeadTop,
    Bounds EyeLine,
    Bounds FaceWidth);

/// <summary>A background colour that the specification names.</summary>
/// <param name="Name">Name in English.</param>
/// <param name="NameZh">Name in Chinese.</param>
/// <param name="Red">Red, 0 to 255 (sRGB).</param>
/// <param name="Green">Green, 0 to 255 (sRGB).</param>
/// <param name="Blue">Blue, 0 to 255 (sRGB).</param>
public sealed record BackgroundColour(string Name, string NameZh, byte Red, byte Green, byte Blue);

/// <summary>One requirement: how much it weighs and what is allowed.</summary>
/// <param name="Code">The check item's code.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Allowed">The allowed values, in the unit of the check item.</param>
public sealed record Requirement(string Code, CheckSeverity Severity, Bounds Allowed);

/// <summary>A versioned photo specification (照片规格): data with its source and date.</summary>
/// <param name="Id">Stable identity such as <c>chsi-graduation-2017</c>.</param>
/// <param name="Version">Grows with each change; a version in use never changes.</param>
/// <param name="NameZh">Name in Chinese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Source">Where the figures come from.</param>
/// <param name="Date">Date of the source.</param>
/// <param name="Upload">What may be uploaded.</param>
/// <param name="Output">What is delivered.</param>
/// <param name="Backgrounds">Reference background colours.</param>
/// <param name="Requirements">The requirements by check item.</param>
public sealed record PhotoSpecification(
    string Id,
    int Version,
    string NameZh,
    string NameEn,
    string Source,
    DateOnly Date,
    SourceBounds Upload,
    OutputBounds Output,
    IReadOnlyList<BackgroundColour> Backgrounds,
    IReadOnlyList<Requirement> Requirements);
