using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about sharpness.</summary>
internal static class SharpnessMeasures
{
    public static void Measure(Subject subject, Measurements measured)
    {
        var face = subject.FaceInPhoto;
        var eyes = new Rect2d(face.CentreX - 0.42 * face.Width, face.EyeLineY - 0.24 * face.Width, 0.84 * face.Width, 0.42 * face.Width);
        measured.Set(CheckCodes.Sharpness, SharpnessMeasure.Of(subject.Photo, eyes));

        if (subject.Detail is not { } window) return;
        var (spectrum, blocks) = (FaceSpectrum.Of(window), BlockMeasure.Of(window));
        measured.Set(CheckCodes.SharpnessMotion, MotionMeasure.Of(window));
        measured.Set(CheckCodes.SharpnessUpscaled, spectrum.Detail);
        measured.Set(CheckCodes.SharpnessReshot, spectrum.Peak);
        measured.Set(CheckCodes.SharpnessCompression, blocks.Compression);
        measured.Set(CheckCodes.SharpnessPixelation, blocks.Pixelation);
        measured.Set(CheckCodes.SharpnessNoise, NoiseMeasure.Of(window));
    }
}
