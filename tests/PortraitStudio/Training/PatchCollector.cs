using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.Infrastructure.Photos.Measuring.Patches;
using CampusPhoto.Infrastructure.Photos.Vision;
using CampusPhoto.PortraitStudio.Retouching;

using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Training;

/// <summary>Makes faults and harmless changes of portraits, and cuts the patches of all tasks from them.</summary>
internal sealed class PatchCollector(IReadOnlyList<TrainingSet> sets) : IDisposable
{
    // A face is as wide as in the delivered photo, give or take.
    private const double FaceWidth = 225, Narrower = 0.85, Wider = 1.2;
    private const int LongestSide = 760;
    private const double FaceSure = 0.5;
    private const int Copies = 2;
    private const int LevelsOfChange = 14;

    // How far a face is found beside its place, in patch widths, degrees and shares.
    private const double Aside = 0.03, Turned = 4, Sized = 0.06;

    private readonly VisionModels _models = VisionModels.Load("models");
    private readonly Dictionary<PatchView, PatchFeatures> _features = PatchView.All.ToDictionary(view => view, view => new PatchFeatures(view));

    /// <summary>What is made of each portrait, and how often.</summary>
    public static IReadOnlyList<(string Kind, int Times)> Made { get; } =
    [
        ("eyes-closed", 3), ("half-closed", 2), ("wink", 3), ("hair-over-eyes", 4), ("frame-over-eyes", 3),
        ("hand-mouth", 2), ("hand-cheek", 2), ("hand-chin", 2), ("hand-palm", 3), ("hand-eye", 1), ("face-mask", 2), ("veil", 2),
        ("cap", 2), ("knit-hat", 2), ("headscarf", 2),
        ("gaze-aside", 1), ("mouth-open", 1), ("smile-teeth", 1), ("expression", 2), ("yaw", 1), ("pitch", 1), ("roll", 1), ("side-light", 1),
        ("face-shadow", 1), ("highlight", 1), ("glare", 1), ("tinted-glasses", 1), ("heavy-frame", 1), ("blur", 1),
        ("ok-untouched", 2), ("ok-turn", 1), ("ok-darker-skin", 2), ("ok-dark-hair", 1), ("ok-plain-glasses", 3), ("ok-patterned-clothes", 1),
        ("ok-beard", 2), ("ok-narrow-eyes", 2), ("ok-closed-smile", 1), ("ok-fringe", 2),
    ];

    /// <summary>What is made of each portrait for the sake of one view, and how often.</summary>
    public static IReadOnlyList<(string Kind, int Times, PatchView View)> MadeFor { get; } =
    [
        ("hand-eye", 4, PatchView.Eye), ("expression", 8, PatchView.Front),
    ];

    /// <returns>False when no face was found in the portrait.</returns>
    public bool Add(string path, string person, int seed)
    {
        using var sitter = Read(path);
        if (sitter is null) return false;
        foreach (var (name, times) in Made)
        {
            for (var time = 0; time < times; time++) Make(sitter, person, name, HashCode(seed, name, time), _ => true);
        }

        foreach (var (name, times, view) in MadeFor.Where(one => sets.Any(set => set.Task.View == one.View)))
        {
            for (var time = 0; time < times; time++) Make(sitter, person, name, HashCode(seed, $"{view.Name}/{name}", time), one => one == view);
        }

        return true;
    }

    private FaceShape? FaceOf(Mat picture)
    {
        var faces = _models.Faces.Find(picture);
        if (faces.Count == 0) return null;
        var shape = _models.Mesh.Fit(picture, faces.MaxBy(face => face.Box.Width * face.Box.Height));
        return shape.Confidence < FaceSure ? null : shape;
    }

    private void Make(Sitter sitter, string person, string name, int seed, Func<PatchView, bool> views)
    {
        var kind = FaultKinds.All.Single(one => one.Name == name);
        var chance = new Chance(seed, sitter);
        var strength = kind.Strengths.Min() + (kind.Strengths.Max() - kind.Strengths.Min()) * chance.Between(0, 1);
        // Steps, not amounts.
        if (name is "face-mask" or "ok-background" or "hand-mouth" or "hand-cheek" or "hand-eye") strength = Math.Round(strength);
        if (kind.Make(sitter, strength, chance) is not { } made) return;
        using (made.Picture) Take(sitter, made.Picture, person, name, chance, views);
    }

    private void Take(Sitter sitter, Mat picture, string person, string kind, Chance chance, Func<PatchView, bool> views)
    {
        if (FaceOf(picture) is not { } shape) return;
        var factor = FaceWidth * chance.Between(Narrower, Wider) / shape.Width;
        using var luma = Luma(picture, factor);
        using var before = sitter.Picture.Size() == picture.Size() ? Luma(sitter.Picture, factor) : luma.Clone();
        var face = shape.Scaled(factor);
        foreach (var (view, features) in _features.Where(pair => views(pair.Key)))
        {
            foreach (var place in view.On(face))
            {
                using var seen = place.Cut(luma, view);
                var changed = Changed(seen, before, place, view);
                for (var copy = 0; copy < Copies; copy++)
                {
                    using var patch = Moved(place, view, chance).Cut(luma, view);
                    Light(patch, chance);
                    var numbers = features.Of(patch);
                    foreach (var set in sets.Where(set => set.Task.View == view)) set.Add(person, kind, changed, numbers);
                }
            }
        }
    }

    private static Mat Luma(Mat picture, double factor)
    {
        using var sized = Brush.Resized(picture, factor);
        var luma = new Mat();
        Cv2.CvtColor(sized, luma, ColorConversionCodes.BGR2GRAY);
        return luma;
    }

    private static double Changed(Mat seen, Mat before, PatchPlace place, PatchView view)
    {
        using var was = place.Cut(before, view);
        Cv2.Absdiff(seen, was, was);
        Cv2.Threshold(was, was, LevelsOfChange, 255, ThresholdTypes.Binary);
        return Cv2.CountNonZero(was) / (double)(view.Width * view.Height);
    }

    private static PatchPlace Moved(PatchPlace place, PatchView view, Chance chance)
    {
        var size = 1 + chance.Between(-Sized, Sized);
        var (sin, cos) = Math.SinCos(chance.Between(-Turned, Turned) * Math.PI / 180);
        var right = place.Right;
        var (aside, below) = (chance.Between(-Aside, Aside) * view.Width, chance.Between(-Aside, Aside) * view.Width);
        return place with
        {
            Middle = new Point2d(place.Middle.X + aside * right.X - below * right.Y, place.Middle.Y + aside * right.Y + below * right.X),
            Right = new Point2d((cos * right.X - sin * right.Y) * size, (sin * right.X + cos * right.Y) * size),
        };
    }

    private static void Light(Mat patch, Chance chance)
    {
        var gamma = Math.Exp(chance.Between(-0.5, 0.5));
        var levels = Enumerable.Range(0, 256).Select(level => (byte)Math.Round(255 * Math.Pow(level / 255.0, gamma))).ToArray();
        using var table = Mat.FromPixelData(1, 256, MatType.CV_8UC1, levels);
        Cv2.LUT(patch, table, patch);
        if (chance.Below(2) == 0) Cv2.GaussianBlur(patch, patch, default, chance.Between(0.3, 1.1));
        if (chance.Below(3) != 0) return;
        using var noise = new Mat(patch.Size(), MatType.CV_16SC1);
        new RNG((ulong)chance.Below(int.MaxValue) + 1).Fill(noise, DistributionType.Normal, Scalar.All(0), Scalar.All(chance.Between(1, 5)));
        using var wide = new Mat();
        patch.ConvertTo(wide, MatType.CV_16SC1);
        Cv2.Add(wide, noise, wide);
        wide.ConvertTo(patch, MatType.CV_8UC1);
    }

    private Sitter? Read(string path)
    {
        var file = PhotoFileReader.Open(File.ReadAllBytes(path), [FileKind.Jpeg, FileKind.Png], long.MaxValue);
        if (!file.Succeeded || PhotoDecoder.Decode(file.Value, 1) is not { } picture) return null;
        var factor = (double)LongestSide / Math.Max(picture.Width, picture.Height);
        if (factor < 1) Cv2.Resize(picture, picture, default, factor, factor, InterpolationFlags.Area);
        if (Sitter.Read(_models, path, picture) is { } sitter) return sitter;
        picture.Dispose();
        return null;
    }

    private static int HashCode(int seed, string name, int time)
    {
        var hash = 2166136261;
        foreach (var c in $"{seed}/{name}/{time}") hash = unchecked((hash ^ c) * 16777619);
        return (int)(hash & 0x7FFFFFFF);
    }

    public void Dispose()
    {
        foreach (var features in _features.Values) features.Dispose();
        _models.Dispose();
    }
}
