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
/// <param name="Aim">Where the head is put when the upload leaves room; the middle of the bounds when null.</param>
public sealed record OutputBounds(
    int Width,
    int Height,
    int Dpi,
    int MinQuality,
    Bounds Bytes,
    Bounds HeadTop,
    Bounds EyeLine,
    Bounds FaceWidth,
    HeadAim? Aim = null);

/// <summary>Where the head is put when the upload leaves room, in pixels of the delivered photo.</summary>
/// <param name="HeadTop">Hair line to the upper edge.</param>
/// <param name="FaceWidth">Cheek to cheek.</param>
public sealed record HeadAim(double HeadTop, double FaceWidth);

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

/// <summary>A specification's identity and version.</summary>
/// <param name="Id">Stable identity such as <c>chsi-graduation-2017</c>.</param>
/// <param name="Version">Its version.</param>
public sealed record SpecificationKey(string Id, int Version);

/// <summary>A figure that its sources contradict or leave open.</summary>
/// <param name="Path">Where it stands, as a JSON pointer into the specification, such as <c>/output/bytes</c>.</param>
/// <param name="Reason">What is not certain about it.</param>
public sealed record UnverifiedFigure(string Path, string Reason);

/// <summary>
/// A versioned photo specification (照片规格): data with its source and date, whole, after what it inherits was filled in.
/// </summary>
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
    IReadOnlyList<Requirement> Requirements)
{
    /// <summary>What it inherits from, or null.</summary>
    public SpecificationKey? Extends { get; init; }

    /// <summary>When the source was last looked at, or null.</summary>
    public DateOnly? CheckedOn { get; init; }

    /// <summary>Public pages on which the figures were read.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Figures that the sources contradict or leave open.</summary>
    public IReadOnlyList<UnverifiedFigure> Unverified { get; init; } = [];

    /// <summary>What a campaign laid over it, as JSON; null for nothing.</summary>
    public string? Overrides { get; init; }

    /// <summary>Greatest age of a photo in months, where the source names one; nothing measures it.</summary>
    public int? MaxAgeMonths { get; init; }

    /// <summary>
    /// SHA-256 of the whole specification as canonical JSON (64 lower-case hexadecimal digits): what a photo was really
    /// judged by, a campaign's overrides included.
    /// </summary>
    public string Sha256 { get; init; } = "";
}
