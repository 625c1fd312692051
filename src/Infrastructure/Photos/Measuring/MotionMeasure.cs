namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Tells whether the face is smeared in one direction.</summary>
internal static class MotionMeasure
{
    private const int Fine = 2;
    private const double CoarseShare = 0.06;

    // Eight directions, each with the one at a right angle four further on.
    private static readonly (int X, int Y)[] Directions = [(1, 0), (2, 1), (1, 1), (1, 2), (0, 1), (-1, 2), (-1, 1), (-2, 1)];

    /// <summary>
    /// Fine detail by coarse along the direction that has least of it, by the same at a right angle: near 1 in a still
    /// picture, also a soft one, and low where the camera or the head moved. The better half counts, upper or lower: the
    /// strands of a beard run one way, what moves is smeared everywhere.
    /// </summary>
    public static double Of(DetailWindow window) => Math.Max(Of(window, 0, window.Side / 2), Of(window, window.Side / 2, window.Side));

    private static double Of(DetailWindow window, int from, int to)
    {
        var coarse = Math.Max(4 * Fine, (int)(CoarseShare * window.Side));
        var ratios = Array.ConvertAll(Directions, d => Energy(window, d, Fine, from, to) / Math.Max(1e-3, Energy(window, d, coarse, from, to)));
        var least = double.MaxValue;
        for (var i = 0; i < ratios.Length; i++) least = Math.Min(least, ratios[i] / Math.Max(1e-9, ratios[(i + 4) % ratios.Length]));
        return least;
    }

    // Mean square of the second difference at about this distance.
    private static double Energy(DetailWindow window, (int X, int Y) direction, int distance, int from, int to)
    {
        var (p, n) = (window.Luma, window.Side);
        var steps = Math.Max(1, (int)Math.Round(distance / Math.Sqrt(direction.X * direction.X + direction.Y * direction.Y)));
        var (dx, dy) = (direction.X * steps, direction.Y * steps);
        var offset = dy * n + dx;
        var sum = 0.0;
        var count = 0;
        var margin = Math.Abs(dx);
        for (var y = Math.Max(dy, from); y < Math.Min(n - dy, to); y += 2)
        {
            for (var x = margin; x < n - margin; x++)
            {
                var i = y * n + x;
                var bend = p[i - offset] - 2 * p[i] + p[i + offset];
                (sum, count) = (sum + bend * bend, count + 1);
            }
        }

        return sum / Math.Max(1, count);
    }
}
