using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Takes a file through decoding, the models and the cut; what comes out is measured by the areas.</summary>
internal sealed class SceneReader(VisionModels models, PhotoSpecification specification, CheckSteps steps)
{
    /// <summary>The models look at 192 or 256 pixels; a larger picture would only cost time.</summary>
    public const int AnalysisSide = 1024;

    private const int DecodedShortSide = 960;

    // Whole pixels are averaged several times faster than shares of them, which is worth so many pixels of the side.
    private const int LeastAnalysisSide = 960;

    // How far around the face the person is looked for, and detail is kept, in face widths.
    private const double SideRoom = 1.9, RoomAbove = 2.0, RoomBelow = 2.6;
    // Nine of ten people's hair ends lower above their eyes, in face heights (forehead to chin).
    private const double EyesToHair = 0.88;

    private const double DetailSide = 0.7, DetailAbove = 0.8, DetailBelow = 1.0;

    /// <summary>The scene, or null when the file cannot be decoded. The caller disposes it.</summary>
    public Scene? Read(PhotoFile file, CancellationToken cancellationToken)
    {
        var reduction = PhotoDecoder.ReductionFor(file, DecodedShortSide);
        if (PhotoDecoder.Decode(file, reduction) is not { } decoded) return null;
        steps.Done("decode");

        var scene = new Scene
        {
            File = file, Specification = specification, Models = models, Decoded = decoded, Analysis = ForAnalysis(decoded),
        };
        var filled = false;
        try
        {
            filled = Fill(scene, reduction, cancellationToken);
            return filled ? scene : null;
        }
        finally
        {
            if (!filled) scene.Dispose();
        }
    }

    private bool Fill(Scene scene, int reduction, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (faces, turn) = new FaceLookout(models, steps).Look(scene.Analysis);
        scene.Faces = faces;
        scene.Turn = turn;
        if (turn is not 0 || faces.Count == 0) return true;
        var shape = faces.MaxBy(face => face.Width)!;

        cancellationToken.ThrowIfCancellationRequested();
        var person = models.Person.Segment(scene.Analysis, Around(shape, scene.Analysis));
        steps.Done("person");
        var face = shape.Scaled(scene.AnalysisToUpload);
        var headTop = HeadTop(person, shape) * scene.AnalysisToUpload;
        var (window, placement) = Plan(headTop, face, scene.File);
        if (!DecodeFor(scene, window, reduction)) return false;

        cancellationToken.ThrowIfCancellationRequested();
        scene.Subject = Cut(scene, shape, face, person, headTop, window, placement);
        steps.Done("cut");
        return true;
    }

    /// <summary>The picture in which faces are looked for. The caller disposes it.</summary>
    public static Mat ForAnalysis(Mat decoded)
    {
        var longSide = Math.Max(decoded.Width, decoded.Height);
        var whole = (longSide + AnalysisSide - 1) / AnalysisSide;
        var factor = longSide / whole >= LeastAnalysisSide ? 1.0 / whole : Math.Min(1.0, (double)AnalysisSide / longSide);
        var analysis = new Mat();
        Cv2.Resize(decoded, analysis, default, factor, factor, InterpolationFlags.Area);
        return analysis;
    }

    // The head ends with the skull and ordinary hair; what is piled up above that, such as a bun, may leave the frame.
    private static double? HeadTop(PersonRegion person, FaceShape shape) => person.HeadTop(shape) is { } hair
        ? Math.Max(hair, shape.EyeLineY - EyesToHair * shape.Height)
        : null;

    private (CropWindow Window, Placement Placement) Plan(double? headTop, FaceShape face, PhotoFile file)
    {
        const double hairAboveForehead = 0.2;
        var top = headTop ?? face.ForeheadY - hairAboveForehead * face.Height;
        var head = new HeadGeometry(top, face.EyeLineY, face.Width, face.CentreX);
        return CropPlan.Find(head, file.UprightWidth, file.UprightHeight, specification.Output);
    }

    // The cut must not be enlarged from a picture that was reduced more than the cut itself.
    private static bool DecodeFor(Scene scene, CropWindow window, int reduction)
    {
        var file = scene.File;
        var needed = PhotoDecoder.ReductionFor(file, Math.Min(file.Width, file.Height) * Math.Min(1, window.Scale) - 1);
        if (needed >= reduction) return true;
        if (PhotoDecoder.Decode(file, needed) is not { } decoded) return false;
        scene.Decoded.Dispose();
        scene.Decoded = decoded;
        return true;
    }

    private Subject Cut(Scene scene, FaceShape shape, FaceShape face, PersonRegion person, double? headTop, CropWindow window, Placement placement)
    {
        var toUpload = scene.AnalysisToUpload;
        var photo = Standardiser.Cut(scene.Decoded, window, scene.UploadToDecoded, specification.Output);
        var inPhoto = face.Moved(-window.X, -window.Y).Scaled(window.Scale);
        return new Subject(() => Detail(scene, face))
        {
            Shape = shape,
            PupilA = PupilFinder.Find(scene.Analysis, shape.EyeAOutline),
            PupilB = PupilFinder.Find(scene.Analysis, shape.EyeBOutline),
            Face = face,
            Person = person,
            HeadTop = headTop,
            Window = window,
            Placement = placement,
            Photo = photo,
            PersonInPhoto = person.Through(window.X / toUpload, window.Y / toUpload, window.Scale * toUpload, photo.Size()),
            FaceInPhoto = inPhoto,
            Patches = models.Patches.Read(photo, inPhoto),
        };
    }

    private static DetailWindow? Detail(Scene scene, FaceShape face)
    {
        var surroundings = Around(face, new Size(scene.File.UprightWidth, scene.File.UprightHeight), DetailSide, DetailAbove, DetailBelow);
        if (DetailWindow.Place(face, surroundings) is not { } place) return null;
        using var luma = scene.Decoded.Width == scene.File.UprightWidth
            ? LumaOf(scene.Decoded, place)
            : PhotoDecoder.DecodeLuma(scene.File, place) ?? throw new InvalidDataException("A file that was decoded in colour could not be decoded in luma.");
        return DetailWindow.Of(luma, face.Width);
    }

    private static Mat LumaOf(Mat picture, Rect place)
    {
        using var part = new Mat(picture, place);
        var luma = new Mat();
        Cv2.CvtColor(part, luma, ColorConversionCodes.BGR2GRAY);
        return luma;
    }

    private static Rect Around(FaceShape shape, Mat picture) => Around(shape, picture.Size(), SideRoom, RoomAbove, RoomBelow);

    private static Rect Around(FaceShape shape, Size picture, double side, double above, double below)
    {
        var left = Math.Clamp((int)(shape.CentreX - side * shape.Width), 0, picture.Width - 1);
        var right = Math.Min(picture.Width, (int)(shape.CentreX + side * shape.Width));
        var top = Math.Clamp((int)(shape.EyeLineY - above * shape.Width), 0, picture.Height - 1);
        var bottom = Math.Min(picture.Height, (int)(shape.EyeLineY + below * shape.Width));
        return new Rect(left, top, Math.Max(1, right - left), Math.Max(1, bottom - top));
    }
}
