using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Finds the faces of a picture, also of one that lies on its side or on its head.</summary>
internal sealed class FaceLookout(VisionModels models, CheckSteps steps)
{
    private const float SureOfFace = 0.5f;

    // Each face that the detector finds is looked at again with the landmark model; of a crowd only the first.
    private const int MostConfirmed = 8;

    private static readonly (int Turn, RotateFlags Flag)[] Turns =
    [
        (90, RotateFlags.Rotate90Clockwise), (270, RotateFlags.Rotate90Counterclockwise), (180, RotateFlags.Rotate180),
    ];

    /// <summary>
    /// The faces in pixels of the picture turned by so many degrees clockwise; the picture is turned only when it shows no
    /// upright face as it is. The turn is null when none of the four shows a face.
    /// </summary>
    public (IReadOnlyList<FaceShape> Faces, int? Turn) Look(Mat picture)
    {
        var faces = Confirmed(picture);
        if (faces.Exists(Upright)) return (faces, 0);
        foreach (var (turn, flag) in Turns)
        {
            using var turned = new Mat();
            Cv2.Rotate(picture, turned, flag);
            var found = Confirmed(turned);
            if (found.Exists(Upright)) return (found, turn);
        }

        return (faces, faces.Count == 0 ? null : 0);
    }

    private List<FaceShape> Confirmed(Mat picture)
    {
        var boxes = models.Faces.Find(picture);
        steps.Done("faces");
        var shapes = boxes.Take(MostConfirmed).Select(box => models.Mesh.Fit(picture, box)).Where(shape => shape.Confidence >= SureOfFace).ToList();
        steps.Done("landmarks");
        return shapes;
    }

    private static bool Upright(FaceShape face) => Math.Abs(face.Roll) < 45;
}
