using CampusPhoto.Infrastructure.Photos.Files;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Decodes a file that was found whole into upright pixels.</summary>
internal static class PhotoDecoder
{
    private static readonly (int Factor, ImreadModes Mode)[] Reductions =
    [
        (8, ImreadModes.ReducedColor8), (4, ImreadModes.ReducedColor4), (2, ImreadModes.ReducedColor2), (1, ImreadModes.Color),
    ];

    private const int CodedUnit = 16;
    private const int FillingLevel = 128;

    /// <summary>The strongest reduction (8, 4, 2 or 1) that leaves the shorter side at least this long.</summary>
    public static int ReductionFor(PhotoFile file, double shortSide) =>
        Array.Find(Reductions, r => Math.Min(file.Width, file.Height) / (double)r.Factor >= shortSide).Factor is var factor and > 0 ? factor : 1;

    /// <summary>
    /// The upright picture in sRGB, reduced while decoding, which is what makes large photos cheap; null when damaged.
    /// </summary>
    public static Mat? Decode(PhotoFile file, int reduction)
    {
        var upright = Decode(file, reduction, Array.Find(Reductions, r => r.Factor == reduction).Mode);
        if (upright is not null) ColourConversion.Of(EmbeddedProfile.Read(file))?.Apply(upright);
        return upright;
    }

    /// <summary>The upright picture's luma at full size; a JPEG's colours are not even decoded. Null when damaged.</summary>
    public static Mat? DecodeLuma(PhotoFile file) => Decode(file, 1, ImreadModes.Grayscale);

    /// <summary>
    /// The luma of a part of the upright picture at full size. The rows behind the part are not decoded where the file allows
    /// it, and only the part is turned. Null when damaged.
    /// </summary>
    /// <param name="file">A file whose picture was decoded whole before, which is when a missing end is found.</param>
    /// <param name="part">In pixels of the upright upload.</param>
    public static Mat? DecodeLuma(PhotoFile file, Rect part)
    {
        var stored = AsStored(file, part);
        using var rows = FirstRows(file, stored.Bottom);
        if (rows is null) return null;
        using var seen = new Mat(rows, stored);
        var luma = seen.Clone();
        TurnUpright(luma, file.Orientation);
        return luma;
    }

    /// <summary>Share, in percent, of a PNG's pixels that are not opaque; null when it cannot be decoded.</summary>
    public static double? Transparency(PhotoFile file)
    {
        using var stored = Decode(file, 1, ImreadModes.Unchanged);
        if (stored is null) return null;
        const int withAlpha = 4;
        if (stored.Channels() != withAlpha) return 0;
        using var alpha = stored.ExtractChannel(withAlpha - 1);
        using var opaque = new Mat();
        var full = alpha.Depth() == MatType.CV_16U ? ushort.MaxValue : byte.MaxValue;
        Cv2.Compare(alpha, Scalar.All(full), opaque, CmpTypes.EQ);
        return 100.0 * (alpha.Total() - Cv2.CountNonZero(opaque)) / alpha.Total();
    }

    // At least that many rows as they are stored.
    private static Mat? FirstRows(PhotoFile file, int count)
    {
        var shortened = file.ContentType == FileKind.Jpeg ? JpegRows.First(file.Bytes, count) : null;
        if (shortened is not null && Stored(shortened, ImreadModes.Grayscale) is { } rows)
        {
            if (rows.Width == file.Width && rows.Height == count) return rows;
            rows.Dispose();
        }

        return Decode(file with { Orientation = 1 }, 1, ImreadModes.Grayscale);
    }

    private static Rect AsStored(PhotoFile file, Rect upright)
    {
        var (fromX, fromY) = file.AsStored(upright.X, upright.Y);
        var (toX, toY) = file.AsStored(upright.Right - 1, upright.Bottom - 1);
        var (left, top) = (Math.Min(fromX, toX), Math.Min(fromY, toY));
        return new Rect((int)left, (int)top, (int)Math.Abs(toX - fromX) + 1, (int)Math.Abs(toY - fromY) + 1);
    }

    private static Mat? Decode(PhotoFile file, int reduction, ImreadModes mode)
    {
        if (Stored(file.Bytes, mode) is not { } stored) return null;
        if (file.ContentType == FileKind.Jpeg && EndsInFilling(stored, reduction))
        {
            stored.Dispose();
            return null;
        }

        TurnUpright(stored, file.Orientation);
        return stored;
    }

    private static Mat? Stored(byte[] bytes, ImreadModes mode)
    {
        try
        {
            var stored = Cv2.ImDecode(bytes, mode | ImreadModes.IgnoreOrientation);
            if (!stored.Empty()) return stored;
            stored.Dispose();
            return null;
        }
        catch (OpenCVException)
        {
            // OpenCV throws where the content contradicts the header; for the sender that is a damaged file.
            return null;
        }
    }

    /// <summary>
    /// Whether the picture's last blocks are missing. A JPEG that was cut off and given an end mark is well formed; the
    /// decoder fills what its scan lacks with blocks of exactly middle grey, which no camera's noise leaves so even.
    /// </summary>
    private static bool EndsInFilling(Mat stored, int reduction)
    {
        var left = Math.Max(0, LastBlocks(stored.Width * reduction)) / reduction;
        var top = Math.Max(0, LastBlocks(stored.Height * reduction)) / reduction;
        using var corner = stored[top, stored.Height, left, stored.Width];
        using var filling = new Mat();
        Cv2.InRange(corner, Scalar.All(FillingLevel), Scalar.All(FillingLevel), filling);
        return Cv2.CountNonZero(filling) == corner.Width * corner.Height;
    }

    // Where the last two 16-pixel units of a side begin, the largest that an ordinary JPEG is coded in.
    private static int LastBlocks(int side) => (((side - 1) / CodedUnit) - 1) * CodedUnit;

    private static void TurnUpright(Mat picture, int orientation)
    {
        if (orientation is 5 or 7) Cv2.Transpose(picture, picture);
        switch (orientation)
        {
            case 2: Cv2.Flip(picture, picture, FlipMode.Y); break;
            case 3 or 7: Cv2.Rotate(picture, picture, RotateFlags.Rotate180); break;
            case 4: Cv2.Flip(picture, picture, FlipMode.X); break;
            case 6: Cv2.Rotate(picture, picture, RotateFlags.Rotate90Clockwise); break;
            case 8: Cv2.Rotate(picture, picture, RotateFlags.Rotate90Counterclockwise); break;
        }
    }
}
