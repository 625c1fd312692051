using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>The share of person (0 to 1) in each place of a region of a picture.</summary>
/// <param name="values">The shares, row by row.</param>
/// <param name="size">Columns and rows of the shares.</param>
/// <param name="region">The region of the picture that they cover.</param>
internal sealed class PersonRegion(float[] values, Size size, Rect region)
{
    private const float Person = 0.5f;

    // Hair that covers less of the head's width than this stands up singly.
    private const double TuftShare = 0.15;

    /// <summary>
    /// The top of the head, hair included, in pixels of the picture: the highest row that joins the forehead upwards
    /// without a gap and is more than single tufts of hair. Null when the forehead itself is not seen as a person.
    /// </summary>
    public double? HeadTop(FaceShape face)
    {
        var from = Column(face.CentreX - face.Width / 2);
        var to = Column(face.CentreX + face.Width / 2);
        var row = Row(face.ForeheadY);
        if (from > to || Strongest(row, from, to) < Person) return null;

        var least = Math.Max(1, (int)(TuftShare * (to - from + 1)));
        while (row > 0 && Count(row - 1, from, to) >= least) row--;
        return region.Y + row * (double)region.Height / size.Height;
    }

    /// <summary>The person's width in pixels of the picture at one height; zero when nobody is there.</summary>
    public double WidthAt(double y)
    {
        var row = Row(y);
        var count = 0;
        for (var x = 0; x < size.Width; x++)
        {
            if (At(row, x) >= Person) count++;
        }

        return count * (double)region.Width / size.Width;
    }

    /// <summary>The mask as seen through a crop window of the picture; what lies outside the region counts as person.</summary>
    public Mat Through(double x, double y, double scale, Size window)
    {
        // From a pixel of the window to one of the mask.
        var (stepX, stepY) = (size.Width / (double)region.Width, size.Height / (double)region.Height);
        using var mask = Mat.FromPixelData(size.Height, size.Width, MatType.CV_32FC1, values);
        using var toMask = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[]
        {
            stepX / scale, 0, (x - region.X) * stepX,
            0, stepY / scale, (y - region.Y) * stepY,
        });
        var seen = new Mat();
        Cv2.WarpAffine(mask, seen, toMask, window, InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Constant, Scalar.All(1));
        return seen;
    }

    private int Count(int row, int from, int to)
    {
        var count = 0;
        for (var x = from; x <= to; x++)
        {
            if (At(row, x) >= Person) count++;
        }

        return count;
    }

    private float Strongest(int row, int from, int to)
    {
        var most = 0f;
        for (var x = from; x <= to; x++) most = Math.Max(most, At(row, x));
        return most;
    }

    private int Row(double y) => Math.Clamp((int)((y - region.Y) * size.Height / region.Height), 0, size.Height - 1);

    private int Column(double x) => Math.Clamp((int)((x - region.X) * size.Width / region.Width), 0, size.Width - 1);

    private float At(int row, int column) => values[row * size.Width + column];
}
