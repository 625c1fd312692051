using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>How likely a face shows one of seven expressions, 0 to 1 each.</summary>
internal readonly record struct Expression(
    double Neutral, double Happy, double Sad, double Angry, double Fearful, double Disgusted, double Surprised);

/// <summary>Tells a face's expression with face-api's expression network (112 × 112).</summary>
internal sealed class ExpressionNet(string modelPath) : IDisposable
{
    private const int Side = 112;
    private const int Count = 7;

    // The network was trained on boxes a fifth larger than its landmarks, which reach from the brows to the chin.
    private const double Room = 1.2;
    private const int BrowA = 105, BrowB = 334, CheekA = 234, CheekB = 454, Chin = 152;

    private static readonly Scalar Mean = new(122.782, 117.001, 104.298);

    private readonly NeuralNet _model = new(modelPath);

    /// <param name="bgr">A picture with the face.</param>
    /// <param name="face">The face in pixels of the picture.</param>
    public Expression Read(Mat bgr, FaceShape face)
    {
        using var input = Cut(bgr, face);
        var logits = _model.Run(input, 1 / 255.0, Mean).Single(output => output.Length == Count);
        var most = logits.Max();
        var shares = logits.Select(value => Math.Exp(value - most)).ToArray();
        var sum = shares.Sum();
        double Share(int i) => shares[i] / sum;
        return new Expression(Share(0), Share(1), Share(2), Share(3), Share(4), Share(5), Share(6));
    }

    // The face level in the middle, with black where its box is narrower than the square.
    private static Mat Cut(Mat bgr, FaceShape face)
    {
        var roll = face.Roll * Math.PI / 180;
        var (cos, sin) = (Math.Cos(roll), Math.Sin(roll));
        Point2d Level(int point)
        {
            var at = face.At(point);
            return new Point2d(cos * at.X + sin * at.Y, cos * at.Y - sin * at.X);
        }

        var (left, right) = (Level(CheekA).X, Level(CheekB).X);
        var (top, bottom) = (Math.Min(Level(BrowA).Y, Level(BrowB).Y), Level(Chin).Y);
        var (width, height) = (Math.Abs(right - left) * Room, Math.Abs(bottom - top) * Room);
        var step = Math.Max(1e-3, Math.Max(width, height) / Side);
        var (midX, midY) = ((left + right) / 2, (top + bottom) / 2);
        var (centreX, centreY) = (cos * midX - sin * midY, sin * midX + cos * midY);
        var (stepX, stepY) = (cos * step, sin * step);
        using var toPicture = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[]
        {
            stepX, -stepY, centreX - (stepX - stepY) * Side / 2,
            stepY, stepX, centreY - (stepY + stepX) * Side / 2,
        });
        var cut = new Mat();
        Cv2.WarpAffine(bgr, cut, toPicture, new Size(Side, Side), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap);
        var bar = (int)Math.Round((Side - Math.Min(width, height) / step) / 2);
        if (bar > 0)
        {
            var (sideX, sideY) = width < height ? (bar, Side) : (Side, bar);
            Cv2.Rectangle(cut, new Rect(0, 0, sideX, sideY), Scalar.All(0), -1);
            Cv2.Rectangle(cut, new Rect(Side - sideX, Side - sideY, sideX, sideY), Scalar.All(0), -1);
        }

        return cut;
    }

    public void Dispose() => _model.Dispose();
}
