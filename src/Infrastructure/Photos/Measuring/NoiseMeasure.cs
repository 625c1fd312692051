namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>The sensor's noise on the face (Immerkær 1996, on the quietest tiles).</summary>
internal static class NoiseMeasure
{
    private const int Tile = 16;

    /// <summary>Standard deviation in levels that a quarter of all tiles stays below: features and hair fill other tiles.</summary>
    public static double Of(DetailWindow window)
    {
        var (p, n) = (window.Luma, window.Side);
        var sigmas = new List<float>();
        for (var top = 1; top + Tile < n; top += Tile)
        {
            for (var left = 1; left + Tile < n; left += Tile) sigmas.Add(SigmaOf(p, n, left, top));
        }

        return Statistics.Quantile(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sigmas), 0.25);
    }

    // The difference of two Laplacians knows no edges and slopes; its mean size is sigma times 6 times sqrt(2 / pi).
    private static float SigmaOf(float[] p, int n, int left, int top)
    {
        var sum = 0f;
        for (var y = top; y < top + Tile; y++)
        {
            for (var i = y * n + left; i < y * n + left + Tile; i++)
            {
                sum += MathF.Abs(p[i - n - 1] + p[i - n + 1] + p[i + n - 1] + p[i + n + 1]
                    - 2 * (p[i - n] + p[i - 1] + p[i + 1] + p[i + n]) + 4 * p[i]);
            }
        }

        return sum / (Tile * Tile) * MathF.Sqrt(MathF.PI / 2) / 6;
    }
}
