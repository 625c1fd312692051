namespace CampusPhoto.Infrastructure.Photos.Files;

/// <summary>Counts the pictures of equal rank in a multi-picture file (CIPA DC-007): views of a scene, never previews or gain maps.</summary>
internal static class MultiPicture
{
    private const ushort NumberTag = 0xB001, EntriesTag = 0xB002;
    private const int EntryLength = 16, MostEntries = 64;
    private const uint TypeMask = 0xFFFFFF, FirstView = 0x020001, LastView = 0x020003;

    /// <summary>1 for an ordinary photo.</summary>
    /// <param name="block">The index block, after its mark.</param>
    public static int Views(ReadOnlySpan<byte> block)
    {
        var directories = new TiffDirectories(block);
        var index = directories.First;
        if (directories.LongOf(index, NumberTag) is not { } number || directories.LongOf(index, EntriesTag) is not { } entries) return 1;
        var views = 0;
        for (var i = 0; i < Math.Min(number, MostEntries); i++)
        {
            if (directories.LongAt(entries + (long)i * EntryLength) is { } attribute && (attribute & TypeMask) is >= FirstView and <= LastView) views++;
        }

        return Math.Max(1, views);
    }
}
