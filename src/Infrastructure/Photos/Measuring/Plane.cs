namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>A plane through values of a picture: level + x · slope + y · slope.</summary>
internal readonly record struct Plane(double Level, double SlopeX, double SlopeY)
{
    /// <summary>The least-squares plane through the values at these places.</summary>
    public static Plane Fit(float[] values, int[] places, int width)
    {
        double n = places.Length, meanX = 0, meanY = 0, mean = 0;
        foreach (var i in places) (meanX, meanY, mean) = (meanX + i % width, meanY + i / width, mean + values[i]);
        (meanX, meanY, mean) = (meanX / n, meanY / n, mean / n);
        double xx = 0, xy = 0, yy = 0, xv = 0, yv = 0;
        foreach (var i in places)
        {
            var (x, y, v) = (i % width - meanX, i / width - meanY, values[i] - mean);
            (xx, xy, yy, xv, yv) = (xx + x * x, xy + x * y, yy + y * y, xv + x * v, yv + y * v);
        }

        var determinant = xx * yy - xy * xy;
        if (determinant < 1e-6) return new Plane(mean, 0, 0);
        var (slopeX, slopeY) = ((xv * yy - yv * xy) / determinant, (yv * xx - xv * xy) / determinant);
        return new Plane(mean - slopeX * meanX - slopeY * meanY, slopeX, slopeY);
    }

    public double At(double x, double y) => Level + SlopeX * x + SlopeY * y;

    /// <summary>The change over a step.</summary>
    public double Rise(double dx, double dy) => SlopeX * dx + SlopeY * dy;
}
