using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>How much fine detail the face holds, measured at the delivered size so that pictures compare.</summary>
internal static class SharpnessMeasure
{
    private const double Smallest = 16;

    /// <summary>
    /// Strength of the finest detail (second derivative) by the strength of coarse contrast, in percent, in the band of
    /// eyes and brows; null when the band lies outside the photo.
    /// </summary>
    public static double? Of(Mat photo, Rect2d eyes)
    {
        var x = (int)Math.Max(0, eyes.X);
        var y = (int)Math.Max(0, eyes.Y);
        var width = (int)Math.Min(photo.Width, eyes.X + eyes.Width) - x;
        var height = (int)Math.Min(photo.Height, eyes.Y + eyes.Height) - y;
        if (width < Smallest || height < Smallest) return null;

        using var part = new Mat(photo, new Rect(x, y, width, height));
        using var luma = new Mat();
        Cv2.CvtColor(part, luma, ColorConversionCodes.BGR2GRAY);
        // A first light smoothing keeps sensor noise from passing for detail.
        Cv2.GaussianBlur(luma, luma, new Size(3, 3), 0.7);
        using var detail = new Mat();
        Cv2.Laplacian(luma, detail, MatType.CV_32F, ksize: 1);
        Cv2.MeanStdDev(detail, out _, out var fine);
        Cv2.MeanStdDev(luma, out _, out var coarse);
        return 100 * fine.Val0 / Math.Max(4, coarse.Val0);
    }
}
