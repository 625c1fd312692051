using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring.Patches;

/// <summary>
/// What a patch is described by: histograms of oriented gradients (Dalal and Triggs 2005), each block brought to one
/// strength so that neither skin colour nor light counts, and the patch itself in cells of eight pixels, brought to mean 0
/// and deviation 1.
/// </summary>
internal sealed class PatchFeatures(PatchView view) : IDisposable
{
    private const int Cell = 8, Block = 16, Bins = 9;
    private const double LeastDeviation = 4;

    private readonly HOGDescriptor _gradients = new(
        new Size(view.Width, view.Height), new Size(Block, Block), new Size(Cell, Cell), new Size(Cell, Cell), Bins);

    public PatchView View => view;

    /// <summary>How many numbers describe a patch of that view.</summary>
    public static int CountOf(PatchView view) =>
        (view.Width / Cell - 1) * (view.Height / Cell - 1) * 4 * Bins + view.Width / Cell * (view.Height / Cell);

    /// <param name="luma">The patch at the view's size: 8-bit luma.</param>
    public float[] Of(Mat luma)
    {
        var gradients = _gradients.Compute(luma);
        using var small = new Mat();
        Cv2.Resize(luma, small, new Size(view.Width / Cell, view.Height / Cell), interpolation: InterpolationFlags.Area);
        Cv2.MeanStdDev(small, out var mean, out var deviation);
        using var even = new Mat();
        var by = 1 / Math.Max(LeastDeviation, deviation.Val0);
        small.ConvertTo(even, MatType.CV_32FC1, by, -mean.Val0 * by);
        even.GetArray(out float[] cells);
        return [.. gradients, .. cells];
    }

    public void Dispose() => _gradients.Dispose();
}
