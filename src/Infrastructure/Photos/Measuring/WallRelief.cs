using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>
/// What stands out from a wall within a short distance, however pale: folds, bricks, a switch. Light that fades over the whole
/// wall is no relief.
/// </summary>
/// <param name="Depth">The difference from the mean of the surroundings, in ΔE, that nine tenths of the wall stay below.</param>
/// <param name="Things">Share of the wall, in percent, that stands out in one piece and has sharp edges, which a shadow has not.</param>
internal readonly record struct WallRelief(double Depth, double Things)
{
    // In pixels of the halved photo: noise is gone from means of this side; folds of a curtain are narrower than that one.
    private const int Fine = 5, Wide = 49;

    // What stands out less, or is thinner, is noise, paper and single hairs.
    private const float Standing = 2.5f;
    private const int Thinnest = 7;

    // An edge is sharp when three quarters of the step between places far from it lie between places near to it.
    private const int Near = 3, Far = 6;
    private const float Step = 3, Sharp = 0.75f;

    // A thing whose edges are this many times shorter than its area is large is a shadow.
    private const double AreaByEdges = 2;

    /// <param name="lab">The photo, halved.</param>
    /// <param name="places">The places that are wall.</param>
    /// <param name="light">The planes through L*, a* and b* of these places.</param>
    public static WallRelief Of(LabPicture lab, int[] places, IReadOnlyList<Plane> light)
    {
        var share = new float[lab.L.Length];
        foreach (var place in places) share[place] = 1;
        var (nearby, around) = (Sums(share, lab, Fine), Sums(share, lab, Wide));
        var (squares, levels) = (new float[share.Length], new List<float[]>());
        foreach (var (channel, plane) in ((float[], Plane)[])[(lab.L, light[0]), (lab.A, light[1]), (lab.B, light[2])])
        {
            var flat = new float[share.Length];
            foreach (var place in places) flat[place] = channel[place] - (float)plane.At(place % lab.Width, place / lab.Width);
            var (fine, wide) = (Sums(flat, lab, Fine), Sums(flat, lab, Wide));
            foreach (var place in places)
            {
                fine[place] /= nearby[place];
                var difference = fine[place] - wide[place] / around[place];
                squares[place] += difference * difference;
            }

            levels.Add(fine);
        }

        var depth = Statistics.Quantile(Array.ConvertAll(places, place => MathF.Sqrt(squares[place])), 0.9);
        var standing = StandingOut(squares, places, lab);
        return new WallRelief(depth, standing == 0 ? 0 : Math.Min(standing, AreaByEdges * Edges(levels, share, places, lab)));
    }

    private static float[] Sums(float[] values, LabPicture lab, int side)
    {
        using var picture = Mat.FromPixelData(lab.Height, lab.Width, MatType.CV_32FC1, values);
        using var sums = new Mat();
        Cv2.BoxFilter(picture, sums, MatType.CV_32F, new Size(side, side), normalize: false, borderType: BorderTypes.Constant);
        sums.GetArray(out float[] array);
        return array;
    }

    private static double StandingOut(float[] squares, int[] places, LabPicture lab)
    {
        var marks = new byte[squares.Length];
        foreach (var place in places) marks[place] = squares[place] > Standing * Standing ? byte.MaxValue : byte.MinValue;
        using var picture = Mat.FromPixelData(lab.Height, lab.Width, MatType.CV_8UC1, marks);
        using var brush = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(Thinnest, Thinnest));
        using var pieces = new Mat();
        Cv2.MorphologyEx(picture, pieces, MorphTypes.Open, brush);
        return 100.0 * Cv2.CountNonZero(pieces) / places.Length;
    }

    // Share of the wall, in percent, at sharp edges that run down or across.
    private static double Edges(List<float[]> levels, float[] wall, int[] places, LabPicture lab)
    {
        float Between(int place, int apart)
        {
            var sum = 0f;
            foreach (var level in levels) sum += (level[place + apart] - level[place - apart]) * (level[place + apart] - level[place - apart]);
            return MathF.Sqrt(sum);
        }

        bool IsEdge(int place, int along, bool fits) =>
            fits && wall[place - Far * along] > 0 && wall[place + Far * along] > 0
            && Between(place, Near * along) is var step && step > Step && step > Sharp * Between(place, Far * along);

        var edges = places.Count(place =>
        {
            var (x, y) = (place % lab.Width, place / lab.Width);
            return IsEdge(place, 1, x >= Far && x + Far < lab.Width) || IsEdge(place, lab.Width, y >= Far && y + Far < lab.Height);
        });
        return 100.0 * edges / places.Length;
    }
}
