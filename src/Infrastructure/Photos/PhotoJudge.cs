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
    private readonly CheckSteps _steps = new();

    public Result<PhotoCheck> Judge(PhotoFile file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var scene = new SceneReader(models, specification, _steps).Read(file, cancellationToken);
        if (scene is null) return PhotoErrors.Damaged;

        var measured = new Measurements();
        FileMeasures.Measure(scene, measured);
        FaceMeasures.Count(scene, measured);
        ExtraMeasures.Around(scene, measured);
        _steps.Done("measure.file");
        if (scene.Subject is { } subject) Measure(scene, subject, measured);
        cancellationToken.ThrowIfCancellationRequested();
        return Answer(scene, measured);
    }

    private void Measure(Scene scene, Subject subject, Measurements measured)
    {
        FaceMeasures.Measure(scene, subject, measured);
        _steps.Done("measure.face");
        CoverMeasures.Measure(subject, measured);
        _steps.Done("measure.cover");
        PersonMeasures.Measure(scene, subject, measured);
        BackgroundMeasures.Measure(scene, subject, measured);
        _steps.Done("measure.background");
        LightMeasures.Measure(scene, subject, measured);
        _steps.Done("measure.light");
        SharpnessMeasures.Measure(subject, measured);
        _steps.Done("measure.sharpness");
        ExtraMeasures.Measure(scene, subject, measured);
        _steps.Done("measure.extra");
    }

    private PhotoCheck Answer(Scene scene, Measurements measured)
    {
        var file = scene.File;
        var report = measured.Report(specification);
        EncodedPhoto? encoded = null;
        if (scene.Subject is { } subject && report.Passed)
        {
            encoded = Standardiser.Encode(subject.Photo, specification.Output);
            _steps.Done("encode");
            measured.Set(CheckCodes.OutputBytes, encoded.Jpeg.Length);
            report = measured.Report(specification);
        }

        var delivered = report.Passed ? encoded : null;
        return new PhotoCheck(report, file.ContentType, file.UprightWidth, file.UprightHeight, delivered?.Jpeg)
        {
            Operations = delivered is null ? [] : Provenance.Of(scene, delivered),
            Faces = scene.Faces.Count,
            Pupils = PupilsOf(scene),
            Fingerprint = scene.Subject is { Shape: var shape } ? FingerprintMeasure.Of(scene.Analysis, shape) : null,
        };
    }

    private static Pupils? PupilsOf(Scene scene)
    {
        if (scene.Subject is not { } subject) return null;

        // Pixels are areas: the middle of the first is half a pixel from the edge at every scale.
        PixelPoint Stored(Point2d point)
        {
            var toUpload = scene.AnalysisToUpload;
            var (x, y) = scene.File.AsStored((point.X + 0.5) * toUpload - 0.5, (point.Y + 0.5) * toUpload - 0.5);
            return new PixelPoint(Math.Round(x, 1), Math.Round(y, 1));
        }

        return new Pupils(Stored(subject.PupilA), Stored(subject.PupilB));
    }
}
