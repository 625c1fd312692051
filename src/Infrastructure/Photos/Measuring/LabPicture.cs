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
        lab.GetArray(out Vec3f[] pixels);
        var (l, a, b) = (new float[pixels.Length], new float[pixels.Length], new float[pixels.Length]);
        for (var i = 0; i < pixels.Length; i++) (l[i], a[i], b[i]) = (pixels[i].Item0, pixels[i].Item1, pixels[i].Item2);
        return new LabPicture(lab.Width, lab.Height, l, a, b);
    }

    public Vec3f At(int i) => new(L[i], A[i], B[i]);

    /// <summary>The CIE 1976 colour difference.</summary>
    public static float Difference(Vec3f one, Vec3f other) => MathF.Sqrt(
        Square(one.Item0 - other.Item0) + Square(one.Item1 - other.Item1) + Square(one.Item2 - other.Item2));

    private static float Square(float value) => value * value;
}
