using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>
/// Judges one small frame of the camera by place and pose alone. The frame is what the student sees: the largest middle part
/// of the delivered photo's shape, so that what is said fits the guide lines on the screen.
/// </summary>
internal sealed class FrameGuide(VisionModels models, PhotoSpecification specification)
{
    private const int DecodedShortSide = 320;
    private const float SureOfFace = 0.5f;
    private const double SideRoom = 1.2, RoomAbove = 1.6, RoomBelow = 1.2;

    private static readonly string[] Guided =
    [
        CheckCodes.FaceCount, CheckCodes.HeadTopMargin, CheckCodes.EyeLine, CheckCodes.FaceWidth, CheckCodes.FaceCentred,
        CheckCodes.PoseRoll, CheckCodes.PoseYaw, CheckCodes.PosePitch,
    ];

    public Result<CheckReport> Guide(PhotoFile file, CancellationToken cancellationToken)
    {
        using var frame = PhotoDecoder.Decode(file, PhotoDecoder.ReductionFor(file, DecodedShortSide));
        if (frame is null) return PhotoErrors.Damaged;
        cancellationToken.ThrowIfCancellationRequested();
        var measured = new Measurements();
        var faces = models.Faces.Find(frame);
        var found = faces.Count == 0 ? null : models.Mesh.Fit(frame, faces.MaxBy(face => face.Box.Width * face.Box.Height));
        var shape = found?.Confidence >= SureOfFace ? found : null;
        measured.Set(CheckCodes.FaceCount, shape is null ? 0 : faces.Count);
        if (shape is not null) Measure(frame, shape, measured);
        return measured.Report(specification with
        {
            Requirements = [.. specification.Requirements.Where(requirement => Guided.Contains(requirement.Code))],
        });
    }

    private void Measure(Mat frame, FaceShape shape, Measurements measured)
    {
        var output = specification.Output;
        var shown = Math.Min(frame.Width / (double)output.Width, frame.Height / (double)output.Height);
        var (left, top) = ((frame.Width - output.Width * shown) / 2, (frame.Height - output.Height * shown) / 2);
        if (models.Person.Segment(frame, Around(shape, frame)).HeadTop(shape) is { } headTop)
            measured.Set(CheckCodes.HeadTopMargin, (headTop - top) / shown);
        measured.Set(CheckCodes.EyeLine, (shape.EyeLineY - top) / shown);
        measured.Set(CheckCodes.FaceWidth, shape.Width / shown);
        measured.Set(CheckCodes.FaceCentred, (shape.CentreX - left) / shown - output.Width / 2.0);
        measured.Set(CheckCodes.PoseRoll, shape.Roll);
        measured.Set(CheckCodes.PoseYaw, shape.Yaw);
        measured.Set(CheckCodes.PosePitch, shape.Lean);
    }

    private static Rect Around(FaceShape shape, Mat picture)
    {
        var left = Math.Clamp((int)(shape.CentreX - SideRoom * shape.Width), 0, picture.Width - 1);
        var right = Math.Min(picture.Width, (int)(shape.CentreX + SideRoom * shape.Width));
        var top = Math.Clamp((int)(shape.EyeLineY - RoomAbove * shape.Width), 0, picture.Height - 1);
        var bottom = Math.Min(picture.Height, (int)(shape.EyeLineY + RoomBelow * shape.Width));
        return new Rect(left, top, Math.Max(1, right - left), Math.Max(1, bottom - top));
    }
}
