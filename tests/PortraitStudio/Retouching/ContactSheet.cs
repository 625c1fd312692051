using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Many small pictures on one, each with a line or two of text, to look at.</summary>
public static class ContactSheet
{
    private const int Cell = 220;
    private const int LineHeight = 15;
    private const int Lines = 3;
    private const int LetterCount = 33;

    /// <summary>Writes the sheet as a PNG.</summary>
    /// <param name="path">The PNG's path.</param>
    /// <param name="pictures">Each picture's file and what stands below it; files that cannot be read leave their place empty.</param>
    /// <param name="columns">Pictures in a row.</param>
    public static void Write(string path, IReadOnlyList<(string File, string Text)> pictures, int columns = 8)
    {
        var rows = Math.Max(1, (pictures.Count + columns - 1) / columns);
        var height = Cell + Lines * LineHeight + 6;
        using var sheet = new Mat(rows * height, columns * Cell, MatType.CV_8UC3, Scalar.All(255));
        for (var i = 0; i < pictures.Count; i++)
        {
            var (left, top) = (i % columns * Cell, i / columns * height);
            Put(sheet, pictures[i].File, left, top);
            var text = pictures[i].Text;
            for (var line = 0; line < Lines && line * LetterCount < text.Length; line++)
            {
                var part = text.Substring(line * LetterCount, Math.Min(LetterCount, text.Length - line * LetterCount));
                Cv2.PutText(sheet, part, new Point(left + 3, top + Cell + (line + 1) * LineHeight - 3), HersheyFonts.HersheySimplex, 0.37, Scalar.All(20), 1, LineTypes.AntiAlias);
            }
        }

        Cv2.ImEncode(".png", sheet, out var png);
        File.WriteAllBytes(path, png);
    }

    private static void Put(Mat sheet, string file, int left, int top)
    {
        if (!File.Exists(file) || Decoded(File.ReadAllBytes(file)) is not { } picture) return;
        using var owned = picture;
        var factor = Math.Min((Cell - 6.0) / owned.Width, (double)Cell / owned.Height);
        using var small = Brush.Resized(owned, factor);
        using var place = new Mat(sheet, new Rect(left + (Cell - small.Width) / 2, top, small.Width, small.Height));
        small.CopyTo(place);
    }

    private static Mat? Decoded(byte[] bytes)
    {
        if (bytes.Length == 0) return null;
        try
        {
            var picture = Cv2.ImDecode(bytes, ImreadModes.Color);
            if (!picture.Empty()) return picture;
            picture.Dispose();
            return null;
        }
        catch (OpenCVException)
        {
            // OpenCV throws for what it cannot decode; there is nothing to look at then.
            return null;
        }
    }
}
