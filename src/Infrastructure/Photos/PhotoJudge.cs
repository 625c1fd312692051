using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Takes one file through all measurements, on a worker's thread.</summary>
internal sealed class PhotoJudge(VisionModels models, PhotoSpecification specification)
{
    // The models look at 192 or 256 pixels; a larger picture would only cost time.
    private const int AnalysisSide = 1024;
    private const int DecodedShortSide = 960;
    private const float SureOfFace = 0.5f;

    // How far around the face the person is looked for, in face widths.
    private const double SideRoom = 1.9, RoomAbove = 2.0, RoomBelow = 2.6;

    // An open eye's dark part is at least two thirds as tall as the lids are apart, however light the iris.
    private const double OpeningByDarkHeight = 1.5;

    private readonly CheckSteps _steps = new();

    public Result<PhotoCheck> Judge(PhotoFile file, CancellationToken cancellationToken)
    {
        var measured = new Measurements();
        measured.Set(CheckCodes.FileBytes, file.Bytes.Length);
        measured.Set(CheckCodes.FileDimensions, Math.Min(file.Width, file.Height));

        cancellationToken.ThrowIfCancellationRequested();
        var reduction = PhotoDecoder.ReductionFor(file, DecodedShortSide);
        var decoded = PhotoDecoder.Decode(file, reduction);
        if (decoded is null) return PhotoErrors.Damaged;
        _steps.Done("decode");

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var analysis = ForAnalysis(decoded);
            var toUpload = (double)file.UprightWidth / analysis.Width;
            var faces = models.Faces.Find(analysis);
            _steps.Done("faces");
            var found = FitMain(analysis, faces);
            _steps.Done("landmarks");
            var seen = new Seen(found is null ? 0 : faces.Count, found is null ? null : PupilsOf(file, analysis, found, toUpload));
            measured.Set(CheckCodes.FaceCount, seen.Faces);
            if (found is not { } shape) return Answer(file, measured, seen, null);

            cancellationToken.ThrowIfCancellationRequested();
            MeasureShape(measured, analysis, shape, toUpload);
            var person = models.Person.Segment(analysis, Around(shape, analysis));
            _steps.Done("person");
            var face = shape.Scaled(toUpload);
            var (window, placement) = Plan(person.HeadTop(shape), face, toUpload, file, measured);
            MeasureShoulders(measured, person, window, face, toUpload);

            var needed = PhotoDecoder.ReductionFor(file, Math.Min(file.Width, file.Height) * Math.Min(1, window.Scale) - 1);
            if (needed < reduction)
            {
                decoded.Dispose();
                decoded = PhotoDecoder.Decode(file, needed);
                if (decoded is null) return PhotoErrors.Damaged;
            }

            cancellationToken.ThrowIfCancellationRequested();
            using var photo = Standardiser.Cut(decoded, window, (double)decoded.Width / file.UprightWidth, specification.Output);
            _steps.Done("cut");
            MeasurePhoto(measured, photo, person, face, window, toUpload);
            _steps.Done("measure");
            cancellationToken.ThrowIfCancellationRequested();
            return Answer(file, measured, seen, photo);
        }
        finally
        {
            decoded?.Dispose();
        }
    }

    private static Mat ForAnalysis(Mat decoded)
    {
        var factor = Math.Min(1.0, (double)AnalysisSide / Math.Max(decoded.Width, decoded.Height));
        var analysis = new Mat();
        Cv2.Resize(decoded, analysis, default, factor, factor, InterpolationFlags.Area);
        return analysis;
    }

    // The largest face is the student's; the landmark model must agree that it is one.
    private FaceShape? FitMain(Mat analysis, IReadOnlyList<FaceBox> faces)
    {
        if (faces.Count == 0) return null;
        var shape = models.Mesh.Fit(analysis, faces.MaxBy(face => face.Box.Width * face.Box.Height));
        return shape.Confidence >= SureOfFace ? shape : null;
    }

    private static void MeasureShape(Measurements measured, Mat analysis, FaceShape shape, double toUpload)
    {
        measured.Set(CheckCodes.FaceSize, shape.Width * toUpload);
        measured.Set(CheckCodes.PoseRoll, shape.Roll);
        measured.Set(CheckCodes.PoseYaw, shape.Yaw);
        measured.Set(CheckCodes.PosePitch, shape.Lean);
        measured.Set(CheckCodes.EyesOpen, Math.Min(shape.EyeOpening, OpeningByDarkHeight * EyeMeasure.DarkHeight(analysis, shape)));
        measured.Set(CheckCodes.MouthClosed, shape.MouthOpening * 100);
    }

    private static Rect Around(FaceShape shape, Mat picture)
    {
        var left = Math.Max(0, (int)(shape.CentreX - SideRoom * shape.Width));
        var right = Math.Min(picture.Width, (int)(shape.CentreX + SideRoom * shape.Width));
        var top = Math.Max(0, (int)(shape.EyeLineY - RoomAbove * shape.Width));
        var bottom = Math.Min(picture.Height, (int)(shape.EyeLineY + RoomBelow * shape.Width));
        return new Rect(left, top, Math.Max(1, right - left), Math.Max(1, bottom - top));
    }

    private (CropWindow Window, Placement Placement) Plan(double? headTop, FaceShape face, double toUpload, PhotoFile file, Measurements measured)
    {
        const double hairAboveForehead = 0.2;
        var top = headTop * toUpload ?? face.ForeheadY - hairAboveForehead * face.Height;
        var head = new HeadGeometry(top, face.EyeLineY, face.Width, face.CentreX);
        var plan = CropPlan.Find(head, file.UprightWidth, file.UprightHeight, specification.Output);
        if (headTop is not null) measured.Set(CheckCodes.HeadTopMargin, plan.Placement.HeadTop);
        measured.Set(CheckCodes.EyeLine, plan.Placement.EyeLine);
        measured.Set(CheckCodes.FaceWidth, plan.Placement.FaceWidth);
        measured.Set(CheckCodes.FaceCentred, plan.Placement.OffCentre);
        return plan;
    }

    private void MeasureShoulders(Measurements measured, PersonRegion person, CropWindow window, FaceShape face, double toUpload)
    {
        const double aboveEdge = 12;
        var row = window.Y + (specification.Output.Height - aboveEdge) / window.Scale;
        measured.Set(CheckCodes.ShouldersVisible, person.WidthAt(row / toUpload) * toUpload / face.Width);
    }

    private void MeasurePhoto(Measurements measured, Mat photo, PersonRegion person, FaceShape face, CropWindow window, double toUpload)
    {
        Point2d InPhoto(Point2d point) => new((point.X - window.X) * window.Scale, (point.Y - window.Y) * window.Scale);

        using var mask = person.Through(window.X / toUpload, window.Y / toUpload, window.Scale * toUpload, photo.Size());
        if (BackgroundMeasure.Of(photo, mask, specification.Backgrounds) is { } background)
        {
            measured.Set(CheckCodes.BackgroundUniformity, background.Unevenness);
            measured.Set(CheckCodes.BackgroundColour, background.Distance);
        }

        var middle = InPhoto(new Point2d(face.CentreX, face.EyeLineY));
        if (FaceLight.Of(photo, face.Oval.Select(InPhoto), middle.X) is { } light)
        {
            measured.Set(CheckCodes.ExposureDark, light.Highlight);
            measured.Set(CheckCodes.ExposureBright, light.Burnt);
            measured.Set(CheckCodes.LightEvenness, light.Evenness);
            measured.Set(CheckCodes.ColourPresent, light.Chroma);
        }

        var width = face.Width * window.Scale;
        measured.Set(
            CheckCodes.Sharpness,
            SharpnessMeasure.Of(photo, new Rect2d(middle.X - 0.42 * width, middle.Y - 0.24 * width, 0.84 * width, 0.42 * width)));
    }

    private PhotoCheck Answer(PhotoFile file, Measurements measured, Seen seen, Mat? photo)
    {
        var report = measured.Report(specification);
        byte[]? standardised = null;
        if (photo is not null && report.Passed)
        {
            standardised = Standardiser.Encode(photo, specification.Output);
            _steps.Done("encode");
            measured.Set(CheckCodes.OutputBytes, standardised.Length);
            report = measured.Report(specification);
        }

        return new PhotoCheck(report, file.ContentType, file.UprightWidth, file.UprightHeight, report.Passed ? standardised : null)
        {
            Faces = seen.Faces,
            Pupils = seen.Pupils,
        };
    }

    // Pixels are areas: the middle of the first is half a pixel from the edge at every scale.
    private static Pupils PupilsOf(PhotoFile file, Mat analysis, FaceShape shape, double toUpload)
    {
        PixelPoint Stored(Point2d point)
        {
            var (x, y) = file.AsStored((point.X + 0.5) * toUpload - 0.5, (point.Y + 0.5) * toUpload - 0.5);
            return new PixelPoint(Math.Round(x, 1), Math.Round(y, 1));
        }

        return new Pupils(Stored(PupilFinder.Find(analysis, shape.EyeAOutline)), Stored(PupilFinder.Find(analysis, shape.EyeBOutline)));
    }

    private sealed record Seen(int Faces, Pupils? Pupils);
}
