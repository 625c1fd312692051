namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>An uploaded picture whose file structure was found whole, not yet decoded.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="ContentType">image/jpeg or image/png, by content.</param>
/// <param name="Width">Width as stored, in pixels.</param>
/// <param name="Height">Height as stored, in pixels.</param>
/// <param name="Orientation">EXIF orientation, 1 to 8.</param>
internal sealed record PhotoFile(byte[] Bytes, string ContentType, int Width, int Height, int Orientation)
{
    /// <summary>Bits of colour for each pixel, alpha left out: 24 is true colour, 8 a grey or palette picture, 32 CMYK.</summary>
    public required int ColourDepth { get; init; }

    /// <summary>Whether the file can hold pixels that are not opaque.</summary>
    public bool Transparent { get; init; }

    /// <summary>Pictures of equal rank: an animation's frames, a multi-picture file's views.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>The embedded JPEG preview, as stored; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Thumbnail { get; init; }

    /// <summary>Whether the stored rows are columns of the upright picture.</summary>
    public bool Lies => Orientation >= 5;

    public int UprightWidth => Lies ? Height : Width;

    public int UprightHeight => Lies ? Width : Height;

    /// <summary>Where a pixel of the upright picture lies in the rows as they are stored.</summary>
    public (double X, double Y) AsStored(double x, double y)
    {
        var (right, bottom) = (UprightWidth - 1, UprightHeight - 1);
        return Orientation switch
        {
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (y, right - x),
            7 => (bottom - y, right - x),
            8 => (bottom - y, x),
            _ => (x, y),
        };
    }
}

/// <summary>What a file's header says, or why it cannot be read.</summary>
internal readonly record struct FileLayout
{
    public static FileLayout Broken => default;

    public bool Whole { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public int Orientation { get; init; }

    public int ColourDepth { get; init; }

    public bool Transparent { get; init; }

    public int Frames { get; init; }

    public Range Thumbnail { get; init; }
}
