using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Drawing;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.Infrastructure.Photos.Vision;
using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Makes pictures of photos on the workers' threads.</summary>
internal sealed class OpenCvPhotoPictures(VisionWorkers workers) : IPhotoPictures
{
    private const int FrameMaxBytes = 512 * 1024;
    private const long FrameMaxPixels = 2_100_000;
    private const int PictureMaxBytes = 5 * 1024 * 1024;
    private const long PictureMaxPixels = 20_000_000;
    private const int PictureMaxSide = 4000;
    private const int PictureQuality = 85;

    public Task<Result<byte[]?>> DeliverAsync(Stream photo, PhotoSpecification specification, CancellationToken cancellationToken) =>
        ReadAsync<byte[]?>(photo, specification, scene => scene.Subject is { } subject
            ? Standardiser.Encode(subject.Photo, specification.Output).Jpeg
            : null, cancellationToken);

    public Task<Result<byte[]>> AnnotateAsync(
        Stream photo, PhotoSpecification specification, CheckReport report, CancellationToken cancellationToken) =>
        ReadAsync(photo, specification, scene => Annotation.Draw(scene, report), cancellationToken);

    public Task<Result<byte[]>> LayOutAsync(Stream delivered, PrintSheet sheet, CancellationToken cancellationToken) => workers.RunAsync(
        token => PhotoFileReader.ReadAsync(delivered, FrameMaxBytes, token),
        (_, bytes, _) =>
        {
            var file = PhotoFileReader.Open(bytes, [FileKind.Jpeg], FrameMaxPixels);
            return file.Error is { } error ? error : SheetOfPrints.Draw(file.Value, sheet);
        },
        cancellationToken);

    public Task<Result<byte[]>> ReencodeAsync(Stream picture, CancellationToken cancellationToken) => workers.RunAsync(
        token => PhotoFileReader.ReadAsync(picture, PictureMaxBytes, token),
        (_, bytes, _) =>
        {
            var file = PhotoFileReader.Open(bytes, [FileKind.Jpeg, FileKind.Png], PictureMaxPixels);
            if (file.Error is { } error) return error;
            using var pixels = PhotoDecoder.Decode(file.Value, 1);
            if (pixels is null) return (Result<byte[]>)PhotoErrors.Damaged;
            double scale = Math.Min(1, (double)PictureMaxSide / Math.Max(pixels.Width, pixels.Height));
            using var fitting = new Mat();
            Cv2.Resize(pixels, fitting, new Size(), scale, scale, InterpolationFlags.Area);
            return fitting.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, PictureQuality));
        },
        cancellationToken);

    public Task<Result<CheckReport>> GuideAsync(Stream frame, PhotoSpecification specification, CancellationToken cancellationToken) =>
        workers.RunAsync(
            token => PhotoFileReader.ReadAsync(frame, FrameMaxBytes, token),
            (models, bytes, token) =>
            {
                var file = PhotoFileReader.Open(bytes, specification.Upload.ContentTypes, FrameMaxPixels);
                return file.Error is { } error ? error : new FrameGuide(models, specification).Guide(file.Value, token);
            },
            cancellationToken);

    private Task<Result<T>> ReadAsync<T>(
        Stream photo, PhotoSpecification specification, Func<Scene, T> draw, CancellationToken cancellationToken) => workers.RunAsync(
        token => PhotoFileReader.ReadAsync(photo, (long)(specification.Upload.Bytes.Max ?? int.MaxValue), token),
        (models, bytes, token) =>
        {
            var file = PhotoFileReader.Open(bytes, specification.Upload.ContentTypes, specification.Upload.MaxPixels);
            if (file.Error is { } error) return error;
            using var scene = new SceneReader(models, specification, new CheckSteps()).Read(file.Value, token);
            return scene is null ? (Result<T>)PhotoErrors.Damaged : draw(scene);
        },
        cancellationToken);
}
