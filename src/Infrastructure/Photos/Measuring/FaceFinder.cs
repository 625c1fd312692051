using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Finds all faces of a picture with MediaPipe's full-range detector (192 × 192, a grid of 48 × 48 anchors).</summary>
internal sealed class FaceFinder(string modelPath) : IDisposable
{
    private const int Side = 192;
    private const int Grid = 48;
    private const int ValuesPerAnchor = 16;
    private const float LeastScore = 0.5f;
    private const float SameFaceOverlap = 0.3f;

    private readonly NeuralNet _model = new(modelPath);

    /// <summary>The faces, best first.</summary>
    public IReadOnlyList<FaceBox> Find(Mat bgr)
    {
        var scale = (double)Side / Math.Max(bgr.Width, bgr.Height);
        var size = new Size(Math.Max(1, (int)Math.Round(bgr.Width * scale)), Math.Max(1, (int)Math.Round(bgr.Height * scale)));
        using var square = new Mat(Side, Side, MatType.CV_8UC3, Scalar.All(0));
        var inner = new Rect((Side - size.Width) / 2, (Side - size.Height) / 2, size.Width, size.Height);
        using (var target = new Mat(square, inner))
        {
            Cv2.Resize(bgr, target, size, interpolation: InterpolationFlags.Area);
        }

        var outputs = _model.Run(square, 1 / 127.5, 127.5);
        var boxes = outputs.Single(values => values.Length == Grid * Grid * ValuesPerAnchor);
        var scores = outputs.Single(values => values.Length == Grid * Grid);
        var found = new List<FaceBox>();
        for (var i = 0; i < scores.Length; i++)
        {
            var score = 1 / (1 + MathF.Exp(-Math.Clamp(scores[i], -100, 100)));
            if (score >= LeastScore) found.Add(Decode(boxes.AsSpan(i * ValuesPerAnchor, ValuesPerAnchor), i, score, inner, scale));
        }

        return Distinct(found);
    }

    private static FaceBox Decode(ReadOnlySpan<float> values, int anchor, float score, Rect inner, double scale)
    {
        var centreX = (anchor % Grid + 0.5f) * Side / Grid;
        var centreY = (anchor / Grid + 0.5f) * Side / Grid;
        Point2f At(float x, float y) =>
            new((float)((x + centreX - inner.X) / scale), (float)((y + centreY - inner.Y) / scale));

        var middle = At(values[0], values[1]);
        var (width, height) = ((float)(values[2] / scale), (float)(values[3] / scale));
        return new FaceBox(
            score,
            new Rect2f(middle.X - width / 2, middle.Y - height / 2, width, height),
            At(values[4], values[5]),
            At(values[6], values[7]));
    }

    private static List<FaceBox> Distinct(List<FaceBox> found)
    {
        var kept = new List<FaceBox>();
        foreach (var face in found.OrderByDescending(face => face.Score))
        {
            if (kept.TrueForAll(other => Overlap(face.Box, other.Box) < SameFaceOverlap)) kept.Add(face);
        }

        return kept;
    }

    private static float Overlap(Rect2f a, Rect2f b)
    {
        var width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);
        var height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        if (width <= 0 || height <= 0) return 0;
        var shared = width * height;
        return shared / (a.Width * a.Height + b.Width * b.Height - shared);
    }

    public void Dispose() => _model.Dispose();
}
