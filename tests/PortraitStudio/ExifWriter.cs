namespace CampusPhoto.PortraitStudio;

/// <summary>Adds the EXIF block of a phone's photo.</summary>
public static class ExifWriter
{
    /// <summary>The JPEG with an EXIF segment right behind its start mark, saying this orientation (1 to 8).</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] block =
        [
            (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0,
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
            0, 0, 0, 0,
        ];
        var length = block.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. block, .. jpeg[2..]];
    }
}
