using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Reads the QR codes of one decoded picture.</summary>
internal sealed class QrFinder : IDisposable
{
    // The detector expects a code to fill a good part of a picture of about this size.
    private const int UsualSide = 1000;
    private const int SmallSide = 500;

    // Without its four model files it reads by the classic way, which is all that is needed here.
    private readonly WeChatQRCode _weChat = new("", "", "", "");
    private readonly QRCodeDetector _classic = new();

    /// <summary>The texts found, best first. Tries other sizes and turns only while nothing is found.</summary>
    public IReadOnlyList<string> Read(Mat picture, CancellationToken cancellationToken)
    {
        foreach (var attempt in Attempts(picture))
        {
            using (attempt)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var texts = Once(attempt);
                if (texts.Count > 0) return texts;
            }
        }

        return [];
    }

    private static IEnumerable<Mat> Attempts(Mat picture)
    {
        var side = Math.Max(picture.Width, picture.Height);
        yield return picture.Clone();
        if (side > UsualSide) yield return Resized(picture, (double)UsualSide / side);
        if (side > SmallSide) yield return Resized(picture, (double)SmallSide / side);
        if (side < UsualSide) yield return Resized(picture, 2);
        using var usual = Resized(picture, Math.Min(1, (double)UsualSide / side));
        foreach (var angle in (double[])[45, 20, -20])
        {
            yield return Turned(usual, angle);
        }
    }

    private List<string> Once(Mat picture)
    {
        var texts = _weChat.DetectAndDecode(picture, out _).Where(text => text.Length > 0).ToList();
        if (texts.Count > 0 || Math.Max(picture.Width, picture.Height) > UsualSide) return texts;

        // The classic way reads what the other misses, but takes seconds for a large picture without a code.
        var text = _classic.DetectAndDecode(picture, out _);
        return string.IsNullOrEmpty(text) ? [] : [text];
    }

    private static Mat Resized(Mat picture, double factor)
    {
        var resized = new Mat();
        Cv2.Resize(picture, resized, default, factor, factor, factor < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        return resized;
    }

    private static Mat Turned(Mat picture, double angle)
    {
        var side = (int)Math.Ceiling(double.Hypot(picture.Width, picture.Height));
        using var turn = Cv2.GetRotationMatrix2D(new Point2f(picture.Width / 2f, picture.Height / 2f), angle, 1);
        turn.Set(0, 2, turn.At<double>(0, 2) + (side - picture.Width) / 2.0);
        turn.Set(1, 2, turn.At<double>(1, 2) + (side - picture.Height) / 2.0);
        var turned = new Mat();
        Cv2.WarpAffine(picture, turned, turn, new Size(side, side), InterpolationFlags.Linear, BorderTypes.Constant, Scalar.All(255));
        return turned;
    }

    public void Dispose()
    {
        _weChat.Dispose();
        _classic.Dispose();
    }
}
