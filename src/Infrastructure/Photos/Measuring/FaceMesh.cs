using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Fits 468 points to one face with MediaPipe's face landmark model (192 × 192).</summary>
internal sealed class FaceMesh(string modelPath) : IDisposable
{
    private const int Side = 192;
    private const float RoomAroundBox = 1.5f;

    private readonly NeuralNet _model = new(modelPath);

    /// <summary>The points of the face in the box, in pixels of the picture.</summary>
    public FaceShape Fit(Mat bgr, FaceBox face)
    {
        var angle = MathF.Atan2(face.EyeB.Y - face.EyeA.Y, face.EyeB.X - face.EyeA.X);
        var step = Math.Max(face.Box.Width, face.Box.Height) * RoomAroundBox / Side;
        var (cos, sin) = (MathF.Cos(angle) * step, MathF.Sin(angle) * step);
        var (midX, midY) = (face.Box.X + face.Box.Width / 2, face.Box.Y + face.Box.Height / 2);
        var (startX, startY) = (midX - (cos - sin) * Side / 2, midY - (sin + cos) * Side / 2);

        using var toPicture = Mat.FromPixelData(2, 3, MatType.CV_32FC1, new[] { cos, -sin, startX, sin, cos, startY });
        using var crop = new Mat();
        Cv2.WarpAffine(bgr, crop, toPicture, new Size(Side, Side), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap);

        var outputs = _model.Run(crop, 1 / 255.0, 0);
        var values = outputs.Single(output => output.Length == FaceShape.PointCount * 3);
        var flag = outputs.Single(output => output.Length == 1)[0];
        var points = new Point3f[FaceShape.PointCount];
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y, z) = (values[i * 3], values[i * 3 + 1], values[i * 3 + 2]);
            points[i] = new Point3f(cos * x - sin * y + startX, sin * x + cos * y + startY, z * step);
        }

        return new FaceShape(points, 1 / (1 + MathF.Exp(-flag)));
    }

    public void Dispose() => _model.Dispose();
}
