namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Steps at regular distances, in the luma of the face at the upload's own resolution.</summary>
/// <param name="Compression">Steps on an 8-pixel grid, where a JPEG's blocks meet, by those elsewhere.</param>
/// <param name="Pixelation">The same for the strongest other grid: an enlarged mosaic.</param>
internal readonly record struct BlockMeasure(double Compression, double Pixelation)
{
    private const int JpegBlock = 8, Longest = 32;

    // A single edge of the face must not pass for a grid.
    private const float MostStep = 16;

    public static BlockMeasure Of(DetailWindow window)
    {
        var across = Steps(window.Luma, window.Side, 1, window.Side);
        var down = Steps(window.Luma, window.Side, window.Side, 1);
        var pixelation = 1.0;
        for (var period = 2; period <= Longest; period++)
        {
            if (period % JpegBlock != 0) pixelation = Math.Max(pixelation, Both(across, down, period));
        }

        return new BlockMeasure(Both(across, down, JpegBlock), pixelation);
    }

    // The mean step between each row or column and the next.
    private static double[] Steps(float[] p, int n, int across, int along)
    {
        var steps = new double[n - 1];
        for (var i = 0; i < steps.Length; i++)
        {
            for (int k = 0, at = i * across; k < n; k++, at += along) steps[i] += Math.Min(MostStep, Math.Abs(p[at + across] - p[at]));
            steps[i] /= n;
        }

        return steps;
    }

    private static double Both(double[] across, double[] down, int period) => Math.Sqrt(Ratio(across, period) * Ratio(down, period));

    // The strongest phase by the mean of the others.
    private static double Ratio(double[] steps, int period)
    {
        Span<double> sums = stackalloc double[period];
        sums.Clear();
        Span<int> counts = stackalloc int[period];
        counts.Clear();
        for (var i = 0; i < steps.Length; i++) (sums[i % period], counts[i % period]) = (sums[i % period] + steps[i], counts[i % period] + 1);
        double most = 0, all = 0;
        for (var i = 0; i < period; i++)
        {
            var mean = sums[i] / Math.Max(1, counts[i]);
            (most, all) = (Math.Max(most, mean), all + mean);
        }

        const double least = 0.05;
        return (most + least) / ((all - most) / (period - 1) + least);
    }
}
