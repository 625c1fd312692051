using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Looks for a frame around the picture.</summary>
internal static class BorderMeasure
{
    private const double Depth = 0.15, Corner = 1.0 / 12;
    private const int Every = 3, Apart = 3;
    private const float Step = 10;

    /// <summary>
    /// Share, in percent, of a side along which the colour steps at one and the same distance from the edge; of the four
    /// sides the second strongest, since a skirting or a table makes one.
    /// </summary>
    public static double Of(Mat picture)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(picture, smooth, new Size(3, 3), 0.6);
        var lab = LabPicture.Of(smooth);
        var (width, height) = (lab.Width, lab.Height);
        double[] sides =
        [
            Side(lab, width, height, (along, depth) => depth * width + along),
            Side(lab, width, height, (along, depth) => (height - 1 - depth) * width + along),
            Side(lab, height, width, (along, depth) => along * width + depth),
            Side(lab, height, width, (along, depth) => along * width + width - 1 - depth),
        ];
        Array.Sort(sides);
        return 100 * sides[^2];
    }

    private static double Side(LabPicture lab, int length, int across, Func<int, int, int> place)
    {
        // Each step compares three pixels apart, so a side of three pixels has none.
        if (across < Apart + 1) return 0;
        var steps = new int[Math.Clamp((int)(Depth * across), Apart, across - 1)];
        var (from, to, lines) = ((int)(length * Corner), length - (int)(length * Corner), 0);
        for (var along = from; along < to; along += Every, lines++)
        {
            for (var depth = Apart - 1; depth < steps.Length; depth++)
            {
                if (LabPicture.Difference(lab.At(place(along, depth + 1 - Apart)), lab.At(place(along, depth + 1))) > Step) steps[depth]++;
            }
        }

        return lines == 0 ? 0 : (double)steps.Max() / lines;
    }
}
