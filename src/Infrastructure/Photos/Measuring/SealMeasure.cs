using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>A round seal: a ring that is redder than what it lies on, wherever it lies but on the face.</summary>
internal static class SealMeasure
{
    // What a place is compared with: the middle of its surroundings, this wide by face width, on a picture this much smaller.
    private const int Shrink = 4;
    private const double Surroundings = 0.18;

    // By how many levels red must stand farther above green and blue than around it.
    private const double Redder = 36;

    // Widths of seals by face width, and how round.
    private const double Smallest = 0.25, Largest = 1.3, LeastRound = 0.8;

    // The ring is looked for between these shares of its radius, and emptiness where a seal has it; in so many directions.
    private const double Inner = 0.86, Outer = 1.04, Gap = 0.48;
    private const int Directions = 72, FewestSeen = 24;

    // Less of a ring is an arc, as a collar or a strap is one.
    private const double Arc = 0.2;

    /// <summary>Share of the clearest ring that is there, in percent: 0 up to a fifth of it, 50 for three fifths.</summary>
    /// <param name="picture">The whole picture.</param>
    /// <param name="face">The face in its pixels.</param>
    public static double Of(Mat picture, FaceShape face)
    {
        using var redness = Redness(picture);
        using var ink = Ink(redness, face);
        using var figures = new Figures(ink);
        var clearest = 0.0;
        foreach (var figure in figures.All)
        {
            if (RingOf(figure.Box, ink.Size(), face.Width) is { } ring) clearest = Math.Max(clearest, SeenOf(redness, figures, figure, ring));
        }

        return 100 * Math.Max(0, clearest - Arc) / (1 - Arc);
    }

    // Half a level for each by which red exceeds green and blue, so that blue and red things stay within a byte.
    private static Mat Redness(Mat picture)
    {
        var channels = Cv2.Split(picture);
        try
        {
            using var other = new Mat();
            Cv2.Max(channels[0], channels[1], other);
            var redness = new Mat();
            Cv2.AddWeighted(channels[2], 0.5, other, -0.5, 128, redness);
            return redness;
        }
        finally
        {
            foreach (var channel in channels) channel.Dispose();
        }
    }

    private static Mat Ink(Mat redness, FaceShape face)
    {
        using var small = new Mat();
        Cv2.Resize(redness, small, new Size(Math.Max(1, redness.Width / Shrink), Math.Max(1, redness.Height / Shrink)), interpolation: InterpolationFlags.Nearest);
        Cv2.MedianBlur(small, small, Math.Max(3, (int)(Surroundings * face.Width / Shrink)) | 1);
        using var around = new Mat();
        Cv2.Resize(small, around, redness.Size(), interpolation: InterpolationFlags.Linear);
        var ink = new Mat();
        Cv2.Subtract(redness, around, ink);
        Cv2.Threshold(ink, ink, Redder / 2, 255, ThresholdTypes.Binary);
        Cv2.FillPoly(ink, [face.Oval.Select(p => new Point((int)p.X, (int)p.Y))], Scalar.All(0));
        return ink;
    }

    // A circle whose box this is; where the picture's edge cuts it, the box's longer side is its width.
    private static (Point2d Centre, double Radius)? RingOf(Rect box, Size picture, double faceWidth)
    {
        var width = Math.Max(box.Width, box.Height);
        if (width < Smallest * faceWidth || width > Largest * faceWidth) return null;
        var radius = width / 2.0;
        bool left = box.X <= 1, right = box.Right >= picture.Width - 1, top = box.Y <= 1, bottom = box.Bottom >= picture.Height - 1;
        if (!(left || right || top || bottom) && Math.Min(box.Width, box.Height) < LeastRound * width) return null;
        var x = left && !right ? box.Right - radius : right ? box.X + radius : box.X + box.Width / 2.0;
        var y = top && !bottom ? box.Bottom - radius : bottom ? box.Y + radius : box.Y + box.Height / 2.0;
        return (new Point2d(x, y), radius);
    }

    // The share of directions in which there is ink on the ring, and none between ring and star.
    private static double SeenOf(Mat redness, Figures figures, Figure figure, (Point2d Centre, double Radius) ring)
    {
        var (seen, inside) = (0, 0);
        for (var i = 0; i < Directions; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / Directions);
            Point At(double share) => new((int)(ring.Centre.X + cos * share * ring.Radius), (int)(ring.Centre.Y + sin * share * ring.Radius));
            bool InPicture(Point at) => at.X >= 0 && at.Y >= 0 && at.X < redness.Width && at.Y < redness.Height;
            if (!InPicture(At(1)) || !InPicture(At(Gap))) continue;
            inside++;
            for (var share = Inner; share <= Outer; share += 1 / ring.Radius)
            {
                var at = At(share);
                if (!figures.Holds(figure, at)) continue;
                var (on, between) = (redness.At<byte>(at.Y, at.X), redness.At<byte>(At(Gap).Y, At(Gap).X));
                if (on - between > Redder / 4) seen++;
                break;
            }
        }

        return inside < FewestSeen ? 0 : (double)seen / inside;
    }
}
