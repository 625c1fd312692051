namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>Tells a file's type by its first bytes, whatever its name says.</summary>
internal static class FileKind
{
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";

    private static readonly string[] HeicBrands = ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"];

    /// <summary>The media type, or null when these bytes are of no type that is known here.</summary>
    public static string? Detect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (bytes.StartsWith("GIF8"u8)) return "image/gif";
        if (bytes.StartsWith("%PDF"u8)) return "application/pdf";
        if (bytes.StartsWith("BM"u8)) return "image/bmp";
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8)) return "image/tiff";
        if (bytes.StartsWith("PK\u0003\u0004"u8)) return "application/zip";
        if (bytes.Length < 12) return null;
        if (bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8)) return "image/webp";
        return bytes[4..8].SequenceEqual("ftyp"u8) ? IsoMedia(bytes[8..12]) : null;
    }

    private static string IsoMedia(ReadOnlySpan<byte> brand)
    {
        var name = System.Text.Encoding.ASCII.GetString(brand);
        if (HeicBrands.Contains(name)) return "image/heic";
        return name is "avif" or "avis" ? "image/avif" : "video/mp4";
    }
}
