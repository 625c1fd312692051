using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>A picture in CIE L*a*b*, row by row, for measures that visit places one by one.</summary>
internal sealed class LabPicture
{
    private LabPicture(int width, int height, float[] l, float[] a, float[] b) =>
        (Width, Height, L, A, B) = (width, height, l, a, b);

    public int Width { get; }

    public int Height { get; }

    public float[] L { get; }

    public float[] A { get; }

    public float[] B { get; }

    /// <summary>Converts 8-bit sRGB as OpenCV stores it.</summary>
    public static LabPicture Of(Mat bgr)
    {
        using var lab = new Mat();
        bgr.ConvertTo(lab, MatType.CV_32FC3, 1 / 255.0);
        Cv2.CvtColor(lab, lab, ColorConversionCodes.BGR2Lab);
        return new LabPicture(lab.Width, lab.Height, Channel(lab, 0), Channel(lab, 1), Channel(lab, 2));
    }

    // Into the array itself: a copy on the way would be as large again.
    private static float[] Channel(Mat lab, int index)
    {
        var values = GC.AllocateUninitializedArray<float>(lab.Width * lab.Height);
        using var channel = Mat.FromPixelData(lab.Height, lab.Width, MatType.CV_32FC1, values);
        Cv2.ExtractChannel(lab, channel, index);
        return values;
    }

    public Vec3f At(int i) => new(L[i], A[i], B[i]);

    /// <summary>The CIE 1976 colour difference.</summary>
    public static float Difference(Vec3f one, Vec3f other) => MathF.Sqrt(
        Square(one.Item0 - other.Item0) + Square(one.Item1 - other.Item1) + Square(one.Item2 - other.Item2));

    private static float Square(float value) => value * value;
}
