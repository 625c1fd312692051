namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Order statistics of measured values.</summary>
internal static class Statistics
{
    /// <summary>The value that this share of the values stays below; sorts the values in place.</summary>
    public static float Quantile(Span<float> values, double share)
    {
        values.Sort();
        return values[Math.Clamp((int)(values.Length * share), 0, values.Length - 1)];
    }

    /// <summary>The middle value; sorts the values in place.</summary>
    public static float Median(Span<float> values) => Quantile(values, 0.5);
}
