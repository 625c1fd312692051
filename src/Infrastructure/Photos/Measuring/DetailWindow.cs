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

    /// <summary>Where the square lies; null when the face is too small for fine structure to be told from its features.</summary>
    /// <param name="face">The face in pixels of the upright upload.</param>
    /// <param name="within">The part of the upload that is the face's surroundings.</param>
    public static Rect? Place(FaceShape face, Rect within)
    {
        var side = (int)Math.Min(Math.Min(Most, face.Width), Math.Min(within.Width, within.Height)) / Multiple * Multiple;
        if (side < Least) return null;
        var middleY = (face.EyeLineY + face.ChinY) / 2 - face.Width / 8;
        var x = Math.Clamp((int)(face.CentreX - within.X) - side / 2, 0, within.Width - side);
        var y = Math.Clamp((int)(middleY - within.Y) - side / 2, 0, within.Height - side);
        return new Rect(within.X + x, within.Y + y, side, side);
    }

    /// <param name="luma">8-bit luma of the square.</param>
    /// <param name="faceWidth">Width of the whole face in the same pixels.</param>
    public static DetailWindow Of(Mat luma, double faceWidth)
    {
        using var values = new Mat();
        luma.ConvertTo(values, MatType.CV_32F);
        values.GetArray(out float[] numbers);
        return new DetailWindow(numbers, luma.Width, faceWidth);
    }
}
