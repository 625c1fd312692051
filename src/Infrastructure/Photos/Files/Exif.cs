namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>What is read of an EXIF block (CIPA DC-008).</summary>
internal static class Exif
{
    private const ushort OrientationTag = 0x0112, ThumbnailOffsetTag = 0x0201, ThumbnailLengthTag = 0x0202;

    /// <summary>1 to 8; 1 (upright) when the block does not say or cannot be read.</summary>
    public static int Orientation(ReadOnlySpan<byte> tiff)
    {
        var directories = new TiffDirectories(tiff);
        return directories.ShortOf(directories.First, OrientationTag) is { } value and >= 1 and <= 8 ? value : 1;
    }

    /// <summary>Where the embedded JPEG thumbnail lies in the block; empty when there is none.</summary>
    public static Range Thumbnail(ReadOnlySpan<byte> tiff)
    {
        var directories = new TiffDirectories(tiff);
        var second = directories.After(directories.First);
        return directories.LongOf(second, ThumbnailOffsetTag) is { } offset
            && directories.LongOf(second, ThumbnailLengthTag) is { } length
            && (long)offset + length <= tiff.Length
            ? new Range((int)offset, (int)(offset + length))
            : default;
    }
}
