using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Tells the person from the background with MediaPipe's selfie segmentation (256 × 256).</summary>
internal sealed class PersonMask(string modelPath) : IDisposable
{
    private const int Side = 256;

    private readonly NeuralNet _model = new(modelPath);

    /// <summary>The share of person in each place of a region of the picture.</summary>
    public PersonRegion Segment(Mat bgr, Rect region)
    {
        using var part = new Mat(bgr, region);
        using var input = new Mat();
        Cv2.Resize(part, input, new Size(Side, Side), interpolation: InterpolationFlags.Area);
        var values = _model.Run(input, 1 / 255.0, 0).Single();
        return new PersonRegion(values, new Size(Side, Side), region);
    }

    public void Dispose() => _model.Dispose();
}
