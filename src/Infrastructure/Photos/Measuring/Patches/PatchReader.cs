using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring.Patches;

/// <summary>
/// How likely, in percent, the patches of a face show what the models tell; of both sides the likelier, and null where the
/// patches are not in the picture.
/// </summary>
/// <param name="EyeClosed">An eye is shut or half shut.</param>
/// <param name="EyeBehindHair">Hair hangs before an eye.</param>
/// <param name="EyeBehindFrame">A rim of glasses crosses an eye.</param>
/// <param name="FaceCovered">A hand, a mask or cloth lies before cheek, mouth or chin.</param>
/// <param name="HeadCovered">A cap, hat or scarf covers the hair.</param>
/// <param name="EyeBehindHand">A hand is before an eye.</param>
/// <param name="Grimace">Brows are raised or knit, or lips pursed.</param>
internal readonly record struct PatchReadings(
    double? EyeClosed, double? EyeBehindHair, double? EyeBehindFrame, double? FaceCovered, double? HeadCovered,
    double? EyeBehindHand, double? Grimace);

/// <summary>Looks at the patches of a face with the models that ship with the program. Not for two threads at once.</summary>
internal sealed class PatchReader : IDisposable
{
    private readonly PatchFeatures _eye = new(PatchView.Eye), _halfFace = new(PatchView.HalfFace), _crown = new(PatchView.Crown), _front = new(PatchView.Front);
    private readonly PatchModel _eyeClosed = PatchModel.Shipped("eye-closed"), _eyeHair = PatchModel.Shipped("eye-hair"),
        _eyeFrame = PatchModel.Shipped("eye-frame"), _faceCovered = PatchModel.Shipped("face-covered"), _headCovered = PatchModel.Shipped("head-covered"),
        _eyeHand = PatchModel.Shipped("eye-hand"), _grimace = PatchModel.Shipped("grimace");

    /// <param name="photo">The delivered photo: the models were trained on faces of about its size.</param>
    /// <param name="face">The face in pixels of the photo.</param>
    public PatchReadings Read(Mat photo, FaceShape face)
    {
        using var luma = new Mat();
        Cv2.CvtColor(photo, luma, ColorConversionCodes.BGR2GRAY);
        var eyes = Features(luma, face, _eye);
        return new PatchReadings(
            Most(_eyeClosed, eyes), Most(_eyeHair, eyes), Most(_eyeFrame, eyes),
            Most(_faceCovered, Features(luma, face, _halfFace)), Most(_headCovered, Features(luma, face, _crown)),
            Most(_eyeHand, eyes), Most(_grimace, Features(luma, face, _front)));
    }

    private static float[][] Features(Mat luma, FaceShape face, PatchFeatures features) =>
    [
        .. features.View.On(face).Where(place => place.IsIn(luma.Size(), features.View)).Select(place =>
        {
            using var patch = place.Cut(luma, features.View);
            return features.Of(patch);
        }),
    ];

    private static double? Most(PatchModel model, float[][] patches) => 100 * patches.Max(patch => (double?)model.Of(patch));

    public void Dispose()
    {
        _eye.Dispose();
        _halfFace.Dispose();
        _crown.Dispose();
        _front.Dispose();
    }
}
