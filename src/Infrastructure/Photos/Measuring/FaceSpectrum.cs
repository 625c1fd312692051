using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>The spatial frequencies of the face at the upload's own resolution.</summary>
/// <param name="Peak">
/// By how many decibels the sharpest line of the spectrum stands above what surrounds it: skin and hair have none, the pixel
/// grid of a re-photographed screen and its moiré do.
/// </param>
/// <param name="Detail">
/// Share, in percent, of the frequencies up to the finest that hold anything; an enlarged picture holds nothing fine. A face
/// with more pixels than detail needs is counted up to what it needs.
/// </param>
internal readonly record struct FaceSpectrum(double Peak, double Detail)
{
    private const int Rings = 32;
    private const double Coarsest = 0.06, Finest = 0.5;

    // A line is looked for where it stands this far above its ring and above half a level.
    private const float AboveRing = 8, LeastPower = 0.5f;
    private const int Neighbours = 7, Line = 2;
    private const float Floor = 0.02f;

    // Below half a level squared, rounding is all that is left.
    private const double Empty = 0.5;

    // A face that holds this many pixels of true detail is more than is delivered, however it was enlarged.
    private const double EnoughDetail = 320;

    public static FaceSpectrum Of(DetailWindow window)
    {
        var (side, columns) = (window.Side, window.Side / 2 + 1);
        var power = Power(window);
        var rings = new double[Rings];
        var counts = new int[Rings];
        for (var i = 0; i < power.Length; i++)
        {
            var ring = Ring(i / columns, i % columns, side);
            if (ring >= Rings) continue;
            (rings[ring], counts[ring]) = (rings[ring] + power[i], counts[ring] + 1);
        }

        for (var i = 0; i < Rings; i++) rings[i] /= Math.Max(1, counts[i]);
        var filled = (Array.FindLastIndex(rings, ring => ring > Empty) + 1) / (double)Rings;
        var detail = filled * Math.Max(1, filled * window.FaceWidth / EnoughDetail);
        return new FaceSpectrum(10 * Math.Log10(1 + SharpestLine(power, rings, side)), 100 * Math.Min(1, detail));
    }

    // Power for each frequency, rows from zero upwards and wrapped, columns from zero; white noise of variance v has power v.
    private static float[] Power(DetailWindow window)
    {
        var side = window.Side;
        var hann = new float[side];
        for (var i = 0; i < side; i++) hann[i] = 0.5f - 0.5f * MathF.Cos(2 * MathF.PI * (i + 0.5f) / side);
        var mean = window.Luma.Average();
        var tapered = new float[window.Luma.Length];
        for (var i = 0; i < tapered.Length; i++) tapered[i] = (window.Luma[i] - mean) * hann[i % side] * hann[i / side];
        using var input = Mat.FromPixelData(side, side, MatType.CV_32FC1, tapered);
        using var output = new Mat();
        Cv2.Dft(input, output, DftFlags.ComplexOutput);
        output.GetArray(out Vec2f[] spectrum);

        var columns = side / 2 + 1;
        var weight = hann.Sum(h => h * h);
        var power = new float[side * columns];
        for (var i = 0; i < power.Length; i++)
        {
            var value = spectrum[i / columns * side + i % columns];
            power[i] = (value.Item0 * value.Item0 + value.Item1 * value.Item1) / (weight * weight);
        }

        return power;
    }

    private static double SharpestLine(float[] power, double[] rings, int side)
    {
        var columns = side / 2 + 1;
        var sharpest = 0.0;
        for (var i = 0; i < power.Length; i++)
        {
            var (row, column) = (i / columns, i % columns);
            var radius = Radius(row, column, side);
            if (radius is < Coarsest or >= Finest || power[i] < LeastPower) continue;
            if (power[i] < AboveRing * rings[(int)(radius / Finest * Rings)]) continue;
            sharpest = Math.Max(sharpest, power[i] / (Around(power, row, column, side) + Floor));
        }

        return sharpest;
    }

    // The middle power of the surroundings, the line's own width left out.
    private static float Around(float[] power, int row, int column, int side)
    {
        var columns = side / 2 + 1;
        Span<float> values = stackalloc float[(2 * Neighbours + 1) * (2 * Neighbours + 1)];
        var count = 0;
        for (var dy = -Neighbours; dy <= Neighbours; dy++)
        {
            for (var dx = -Neighbours; dx <= Neighbours; dx++)
            {
                if (Math.Abs(dx) <= Line && Math.Abs(dy) <= Line) continue;
                var (x, y) = (column + dx, row + dy);
                // The other half of the spectrum mirrors this one through its middle.
                if (x < 0) (x, y) = (-x, -y);
                if (x < columns) values[count++] = power[(y % side + side) % side * columns + x];
            }
        }

        return Statistics.Median(values[..count]);
    }

    private static int Ring(int row, int column, int side) => (int)(Radius(row, column, side) / Finest * Rings);

    private static double Radius(int row, int column, int side)
    {
        var up = row <= side / 2 ? row : row - side;
        return Math.Sqrt((double)up * up + (double)column * column) / side;
    }
}
