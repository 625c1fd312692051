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
        using var lying = new Mat();
        Cv2.Transpose(smooth, lying);
        double[] sides = [Side(lying, false), Side(lying, true), Side(smooth, false), Side(smooth, true)];
        Array.Sort(sides);
        return 100 * sides[^2];
    }

    // The side on which rows begin, or end: each row is a line from the edge inwards.
    private static double Side(Mat rows, bool end)
    {
        // Each step compares three pixels apart, so a side of three pixels has none.
        if (rows.Width < Apart + 1) return 0;
        var steps = new int[Math.Clamp((int)(Depth * rows.Width), Apart, rows.Width - 1)];
        var (from, to, depth) = ((int)(rows.Height * Corner), rows.Height - (int)(rows.Height * Corner), steps.Length + 1);
        if (to <= from) return 0;

        // Only the lines that count, and no farther in, are brought to L*a*b*, which is what costs.
        using var strip = new Mat(rows, new Rect(end ? rows.Width - depth : 0, from, depth, to - from));
        using var lines = Mat.FromPixelData((to - from + Every - 1) / Every, depth, strip.Type(), strip.Data, strip.Step() * Every);
        var lab = LabPicture.Of(lines);
        for (var line = 0; line < lab.Height; line++)
        {
            Vec3f At(int inwards) => lab.At(line * depth + (end ? depth - 1 - inwards : inwards));
            for (var step = Apart - 1; step < steps.Length; step++)
            {
                if (LabPicture.Difference(At(step + 1 - Apart), At(step + 1)) > Step) steps[step]++;
            }
        }

        return (double)steps.Max() / lab.Height;
    }
}
