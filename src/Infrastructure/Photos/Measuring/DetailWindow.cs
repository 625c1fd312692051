using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>A square of the face at the upload's own resolution, around the nose: what fine structure is measured on.</summary>
internal sealed class DetailWindow
{
    private const int Most = 512, Least = 64, Multiple = 16;

    private DetailWindow(float[] luma, int side, double faceWidth) => (Luma, Side, FaceWidth) = (luma, side, faceWidth);

    /// <summary>Luma (0 to 255), row by row.</summary>
    public float[] Luma { get; }

    public int Side { get; }

    /// <summary>Width of the whole face in the same pixels.</summary>
    public double FaceWidth { get; }

    /// <summary>Null when the face is too small for fine structure to be told from its features.</summary>
    public static DetailWindow? Of(FaceDetail detail, FaceShape face)
    {
        var side = (int)Math.Min(Math.Min(Most, face.Width), Math.Min(detail.Area.Width, detail.Area.Height)) / Multiple * Multiple;
        if (side < Least) return null;
        var middleY = (face.EyeLineY + face.ChinY) / 2 - face.Width / 8;
        var x = Math.Clamp((int)(face.CentreX - detail.Area.X) - side / 2, 0, detail.Area.Width - side);
        var y = Math.Clamp((int)(middleY - detail.Area.Y) - side / 2, 0, detail.Area.Height - side);
        using var part = new Mat(detail.Luma, new Rect(x, y, side, side));
        using var values = new Mat();
        part.ConvertTo(values, MatType.CV_32F);
        values.GetArray(out float[] luma);
        return new DetailWindow(luma, side, face.Width);
    }
}
