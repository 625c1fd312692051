using System.Globalization;

using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Measuring;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Drawing;

/// <summary>
/// The upload with what was required (thin, grey), what was measured (green where it passes, red where it fails), what is
/// cut out (white), and a numbered mark for each item that failed.
/// </summary>
internal sealed class Annotation : IDisposable
{
    private const int Quality = 88;
    private const int BadgeRadius = 15;

    private static readonly Scalar Required = new(200, 200, 200), Passed = new(80, 190, 60), Failed = new(50, 50, 230), White = Scalar.All(255);
    private static readonly Scalar Warned = new(40, 160, 240);

    private readonly Scene _scene;
    private readonly CheckReport _report;
    private readonly Mat _picture;
    private readonly Dictionary<Point, int> _taken = [];

    private Annotation(Scene scene, CheckReport report) => (_scene, _report, _picture) = (scene, report, scene.Analysis.Clone());

    /// <summary>The annotated upload as a JPEG at most <see cref="SceneReader.AnalysisSide"/> pixels long.</summary>
    public static byte[] Draw(Scene scene, CheckReport report)
    {
        using var annotation = new Annotation(scene, report);
        if (scene.Subject is { } subject) annotation.DrawPlaces(subject);
        annotation.DrawMarks();
        return annotation._picture.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality));
    }

    public void Dispose() => _picture.Dispose();

    private void DrawPlaces(Subject subject)
    {
        var (output, window, face) = (_scene.Specification.Output, subject.Window, subject.FaceInPhoto);
        Cv2.Rectangle(_picture, InPicture(window, 0, 0), InPicture(window, output.Width, output.Height), White, 2, LineTypes.AntiAlias);
        foreach (var bounds in (Bounds[])[output.HeadTop, output.EyeLine])
        {
            foreach (var y in Ends(bounds)) Dashed(InPicture(window, 0, y), InPicture(window, output.Width, y));
        }

        foreach (var width in Ends(output.FaceWidth))
        {
            foreach (var x in (double[])[(output.Width - width) / 2, (output.Width + width) / 2])
                Dashed(InPicture(window, x, output.HeadTop.Min ?? 0), InPicture(window, x, output.Height * 0.75));
        }

        Dashed(InPicture(window, output.Width / 2.0, 0), InPicture(window, output.Width / 2.0, output.Height));
        if (subject.HeadTop is not null)
            Line(InPicture(window, face.CentreX - face.Width / 2, subject.Placement.HeadTop), InPicture(window, face.CentreX + face.Width / 2, subject.Placement.HeadTop), CheckCodes.HeadTopMargin);
        Line(Rounded(subject.Shape.EyeA), Rounded(subject.Shape.EyeB), CheckCodes.EyeLine, CheckCodes.PoseRoll);
        Line(InPicture(window, face.CheekA, face.EyeLineY + face.Width * 0.35), InPicture(window, face.CheekB, face.EyeLineY + face.Width * 0.35), CheckCodes.FaceWidth);
        Line(InPicture(window, face.CentreX, face.ForeheadY), InPicture(window, face.CentreX, face.ChinY), CheckCodes.FaceCentred, CheckCodes.PoseYaw, CheckCodes.PosePitch);
    }

    private void DrawMarks()
    {
        for (var at = 0; at < _report.Items.Count; at++)
        {
            var item = _report.Items[at];
            if (item.Verdict != CheckVerdict.Fail) continue;
            Badge(at + 1, PlaceOf(item.Code), item.Severity == CheckSeverity.Block ? Failed : Warned);
        }
    }

    // Where a fault shows. What belongs to no place, such as the file's size, stands in the upper left corner.
    private Point PlaceOf(string code)
    {
        var corner = new Point(BadgeRadius + 6, BadgeRadius + 6);
        if (_scene.Subject is not { } subject) return corner;
        var (shape, window, output) = (subject.Shape, subject.Window, _scene.Specification.Output);
        var side = (int)(shape.Width * 0.62);
        var middle = Rounded(new Point2d(shape.CentreX, shape.EyeLineY));
        return code.Split('.')[0] switch
        {
            "head" => InPicture(window, output.Width / 2.0, subject.Placement.HeadTop) + new Point(side, 0),
            "eye" or "eyes" or "gaze" or "glasses" => middle + new Point(-side, 0),
            "mouth" or "teeth" or "smile" or "expression" => Rounded(new Point2d(shape.CentreX, shape.ChinY)) + new Point(side, -(int)(shape.Height * 0.2)),
            "face" or "pose" => middle + new Point(side, (int)(shape.Height * 0.3)),
            "light" or "exposure" or "colour" or "sharpness" => middle + new Point(-side, (int)(shape.Height * 0.35)),
            "shoulders" or "clothes" or "person" => InPicture(window, output.Width * 0.15, output.Height * 0.93),
            "background" => InPicture(window, output.Width * 0.08, output.Height * 0.12),
            _ => corner,
        };
    }

    private void Badge(int number, Point at, Scalar colour)
    {
        at = new Point(Math.Clamp(at.X, BadgeRadius, _picture.Width - BadgeRadius), Math.Clamp(at.Y, BadgeRadius, _picture.Height - BadgeRadius));
        var before = _taken.GetValueOrDefault(at);
        _taken[at] = before + 1;
        var place = new Point(at.X, Math.Min(_picture.Height - BadgeRadius, at.Y + before * (2 * BadgeRadius + 3)));
        Cv2.Circle(_picture, place, BadgeRadius, colour, -1, LineTypes.AntiAlias);
        Cv2.Circle(_picture, place, BadgeRadius, White, 2, LineTypes.AntiAlias);
        var text = number.ToString(CultureInfo.InvariantCulture);
        var size = Cv2.GetTextSize(text, HersheyFonts.HersheySimplex, 0.6, 2, out _);
        Cv2.PutText(
            _picture, text, new Point(place.X - size.Width / 2, place.Y + size.Height / 2), HersheyFonts.HersheySimplex, 0.6, White, 2, LineTypes.AntiAlias);
    }

    private void Line(Point from, Point to, params string[] codes)
    {
        var failed = _report.Items.Any(item => codes.Contains(item.Code) && item.Verdict == CheckVerdict.Fail);
        Cv2.Line(_picture, from, to, White, 5, LineTypes.AntiAlias);
        Cv2.Line(_picture, from, to, failed ? Failed : Passed, 3, LineTypes.AntiAlias);
    }

    private void Dashed(Point from, Point to)
    {
        const int dash = 9;
        var length = Math.Max(1, double.Hypot(to.X - from.X, to.Y - from.Y));
        for (var at = 0.0; at < length; at += 2 * dash)
        {
            var end = Math.Min(length, at + dash);
            Point On(double where) => new(from.X + (to.X - from.X) * where / length, from.Y + (to.Y - from.Y) * where / length);
            Cv2.Line(_picture, On(at), On(end), Scalar.All(60), 3, LineTypes.AntiAlias);
            Cv2.Line(_picture, On(at), On(end), Required, 1, LineTypes.AntiAlias);
        }
    }

    /// <summary>From the delivered photo's pixels to those of the picture that is drawn on.</summary>
    private Point InPicture(CropWindow window, double x, double y) => Rounded(new Point2d(
        (window.X + x / window.Scale) / _scene.AnalysisToUpload, (window.Y + y / window.Scale) / _scene.AnalysisToUpload));

    private static Point Rounded(Point2d point) => new((int)Math.Round(point.X), (int)Math.Round(point.Y));

    private static IEnumerable<double> Ends(Bounds bounds) => new[] { bounds.Min, bounds.Max }.OfType<double>();
}
