using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Finds the faces of a picture, also of one that lies on its side or on its head.</summary>
internal sealed class FaceLookout(VisionModels models, CheckSteps steps)
{
    private const float SureOfFace = 0.5f;

    // A face as it should be: the detector, which sees lying faces too, is less sure of them and sees their eyes askew.
    private const float SureOfUpright = 0.8f;
    private const double MostRoll = 25;

    // What a turned picture's face must be surer by than the picture's as it is, and at least.
    private const float SurerBy = 0.15f, SureOfTurned = 0.75f;

    // Each face that the detector finds is looked at again with the landmark model; of a crowd only the first.
    private const int MostConfirmed = 8;

    // Where the whole picture shows none: faces that fill it are found in more room, small ones in its parts.
    private const double MoreRoom = 0.3;
    private const double PartSide = 0.55;

    private static readonly (int Turn, RotateFlags Flag)[] Turns =
    [
        (90, RotateFlags.Rotate90Clockwise), (270, RotateFlags.Rotate90Counterclockwise), (180, RotateFlags.Rotate180),
    ];

    /// <summary>
    /// The faces in pixels of the picture turned by so many degrees clockwise; the picture is turned only when it shows no
    /// face that is surely upright as it is. The turn is null when there is no face.
    /// </summary>
    public (IReadOnlyList<FaceShape> Faces, int? Turn) Look(Mat picture)
    {
        var found = Confirmed(picture);
        if (!found.Exists(sighting => sighting.Score >= SureOfUpright && sighting.Level) && LookTurned(picture, found) is { } turned) return turned;
        if (found.Count == 0) found = LookWithRoom(picture);
        if (found.Count == 0) found = LookAtParts(picture);
        return ([.. found.Select(sighting => sighting.Shape)], found.Count == 0 ? null : 0);
    }

    private (IReadOnlyList<FaceShape> Faces, int? Turn)? LookTurned(Mat picture, List<Sighting> asItIs)
    {
        var least = Math.Max(SureOfTurned, asItIs.Where(sighting => sighting.Level).Select(sighting => sighting.Score + SurerBy).DefaultIfEmpty().Max());
        (IReadOnlyList<FaceShape>, int?)? best = null;
        foreach (var (turn, flag) in Turns)
        {
            using var turned = new Mat();
            Cv2.Rotate(picture, turned, flag);
            var found = Confirmed(turned);
            var surest = found.Where(sighting => sighting.Level).Select(sighting => sighting.Score).DefaultIfEmpty().Max();
            if (surest < least) continue;
            least = surest;
            best = ([.. found.Select(sighting => sighting.Shape)], turn);
        }

        return best;
    }

    private List<Sighting> LookWithRoom(Mat picture)
    {
        var (aside, above) = ((int)(picture.Width * MoreRoom), (int)(picture.Height * MoreRoom));
        using var wide = new Mat();
        Cv2.CopyMakeBorder(picture, wide, above, above, aside, aside, BorderTypes.Constant, Scalar.All(127));
        return [.. Confirmed(wide).Select(sighting => sighting.Moved(-aside, -above))];
    }

    private List<Sighting> LookAtParts(Mat picture)
    {
        var (width, height) = (Math.Max(1, (int)(picture.Width * PartSide)), Math.Max(1, (int)(picture.Height * PartSide)));
        var found = new List<Sighting>();
        foreach (var (x, y) in ((int, int)[])[(0, 0), (picture.Width - width, 0), (0, picture.Height - height), (picture.Width - width, picture.Height - height)])
        {
            using var part = new Mat(picture, new Rect(x, y, width, height));
            // Neighbouring parts overlap, and so may what they show.
            found.AddRange(Confirmed(part).Select(sighting => sighting.Moved(x, y)).Where(sighting => !found.Exists(sighting.Overlaps)));
        }

        return found;
    }

    private List<Sighting> Confirmed(Mat picture)
    {
        var boxes = models.Faces.Find(picture);
        steps.Done("faces");
        var found = boxes.Take(MostConfirmed)
            .Select(box => new Sighting(box.Score, models.Mesh.Fit(picture, box)))
            .Where(sighting => sighting.Shape.Confidence >= SureOfFace)
            .ToList();
        steps.Done("landmarks");
        return found;
    }

    private sealed record Sighting(float Score, FaceShape Shape)
    {
        public bool Level => Math.Abs(Shape.Roll) <= MostRoll;

        public Sighting Moved(double right, double down) => this with { Shape = Shape.Moved(right, down) };

        public bool Overlaps(Sighting other) =>
            double.Hypot(Shape.CentreX - other.Shape.CentreX, Shape.EyeLineY - other.Shape.EyeLineY) < Math.Max(Shape.Width, other.Shape.Width) / 2;
    }
}
