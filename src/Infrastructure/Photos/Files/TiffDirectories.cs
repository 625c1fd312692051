using System.Buffers.Binary;

namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>Looks tags up in a TIFF block as EXIF and the multi-picture format store it; whatever is broken is not found.</summary>
internal readonly ref struct TiffDirectories
{
    private const int EntryLength = 12;

    private readonly ReadOnlySpan<byte> _tiff;
    private readonly bool _little;

    public TiffDirectories(ReadOnlySpan<byte> tiff)
    {
        _little = tiff.StartsWith("II"u8);
        _tiff = tiff.Length >= 8 && (_little || tiff.StartsWith("MM"u8)) ? tiff : default;
    }

    /// <summary>Where the first directory begins; zero when there is none.</summary>
    public int First => _tiff.IsEmpty ? 0 : Place(Long(4));

    /// <summary>Where the directory after this one begins; zero when there is none.</summary>
    public int After(int directory)
    {
        if (directory == 0 || directory + 2 > _tiff.Length) return 0;
        var link = directory + 2 + Short(directory) * EntryLength;
        return link + 4 <= _tiff.Length ? Place(Long(link)) : 0;
    }

    /// <summary>A 16-bit value of a directory.</summary>
    public ushort? ShortOf(int directory, ushort tag) => Entry(directory, tag) is { } at ? Short(at + 8) : null;

    /// <summary>A 32-bit value of a directory; for what is longer, the place where it lies.</summary>
    public uint? LongOf(int directory, ushort tag) => Entry(directory, tag) is { } at ? Long(at + 8) : null;

    /// <summary>Reads 32 bits at a place of the block.</summary>
    public uint? LongAt(long place) => place >= 0 && place + 4 <= _tiff.Length ? Long((int)place) : null;

    private int? Entry(int directory, ushort tag)
    {
        if (directory == 0 || directory + 2 > _tiff.Length) return null;
        int entries = Short(directory);
        for (int i = 0, at = directory + 2; i < entries && at + EntryLength <= _tiff.Length; i++, at += EntryLength)
        {
            if (Short(at) == tag) return at;
        }

        return null;
    }

    private int Place(uint offset) => offset >= 8 && offset + 2 <= _tiff.Length ? (int)offset : 0;

    private ushort Short(int at) => _little
        ? BinaryPrimitives.ReadUInt16LittleEndian(_tiff[at..])
        : BinaryPrimitives.ReadUInt16BigEndian(_tiff[at..]);

    private uint Long(int at) => _little
        ? BinaryPrimitives.ReadUInt32LittleEndian(_tiff[at..])
        : BinaryPrimitives.ReadUInt32BigEndian(_tiff[at..]);
}
