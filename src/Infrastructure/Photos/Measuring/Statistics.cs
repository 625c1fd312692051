namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Order statistics of measured values.</summary>
internal static class Statistics
{
    // Below this many, sorting costs less than choosing pivots.
    private const int Few = 16;

    /// <summary>The value that this share of the values stays below; changes the order of the values.</summary>
    public static float Quantile(Span<float> values, double share)
    {
        var wanted = Math.Clamp((int)(values.Length * share), 0, values.Length - 1);
        return Smallest(values, wanted);
    }

    /// <summary>The middle value; changes the order of the values.</summary>
    public static float Median(Span<float> values) => Quantile(values, 0.5);

    // The value that would stand at this place if all were sorted (Hoare 1961): only the part that holds it is ordered further.
    private static float Smallest(Span<float> values, int place)
    {
        var (low, high) = (0, values.Length - 1);
        while (high - low >= Few)
        {
            var pivot = Middle(values[low], values[(low + high) / 2], values[high]);
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                (i, j) = (i + 1, j - 1);
            }

            if (place <= j) high = j;
            else if (place >= i) low = i;
            else return values[place];
        }

        values[low..(high + 1)].Sort();
        return values[place];
    }

    private static float Middle(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
