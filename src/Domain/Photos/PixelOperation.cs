namespace CampusPhoto.Domain.Photos;

/// <summary>What was done to a picture's pixels on the way from the upload to the delivered photo.</summary>
public enum PixelOperationKind
{
    /// <summary>The file was decoded, perhaps at a reduced scale; <c>factor</c> says by how much.</summary>
    Decode,

    /// <summary>The camera's stored orientation was applied; <c>orientation</c> is EXIF's 1 to 8.</summary>
    Orient,

    /// <summary>Colours were converted to sRGB; <c>from</c> names the embedded profile.</summary>
    ConvertColour,

    /// <summary>A part was cut out; <c>x</c>, <c>y</c>, <c>width</c>, <c>height</c> in pixels of the upright upload.</summary>
    Crop,

    /// <summary>The part was scaled to the delivered size; <c>width</c>, <c>height</c>, <c>factor</c>.</summary>
    Scale,

    /// <summary>The photo was encoded; <c>quality</c>, <c>dpi</c>, <c>bytes</c>. Nothing but pixels and density is in the file.</summary>
    Encode,
}

/// <summary>One step of a delivered photo's provenance. There are no others: nothing is turned, mirrored or retouched.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Facts">By how much, as the kind tells.</param>
public sealed record PixelOperation(PixelOperationKind Kind, IReadOnlyDictionary<string, string> Facts);
