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
    }
}
