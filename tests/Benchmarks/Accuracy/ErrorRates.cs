namespace CampusPhoto.Benchmarks.Accuracy;

/// <summary>A share with its 95 % interval.</summary>
internal readonly record struct Estimate(double Value, double Low, double High);

/// <summary>One scored picture: the higher the score, the more faulty.</summary>
/// <param name="Person">Whose picture it is.</param>
/// <param name="Faulty">Whether the fault is there.</param>
/// <param name="Score">How far outside the bounds the value lies; negative inside.</param>
internal readonly record struct Scored(string Person, bool Faulty, double Score);

/// <summary>The arithmetic of error rates.</summary>
internal static class ErrorRates
{
    private const double Z = 1.959964;
    private const int Resamples = 1000;
    private const int ResamplingSeed = 1;

    /// <summary>
    /// The equal error rate: the error at the threshold where the share of faulty pictures let pass and that of good ones
    /// refused are nearest, as their mean; null when there are none of either.
    /// </summary>
    public static double? Equal(IReadOnlyCollection<Scored> pictures)
    {
        var scores = pictures.OrderBy(picture => picture.Score).ToArray();
        var faulty = scores.Count(picture => picture.Faulty);
        var good = scores.Length - faulty;
        if (faulty == 0 || good == 0) return null;

        // The threshold rises past one score after the other; what lies above it is refused.
        var (accepted, refused) = (0, good);
        var best = (Gap: double.MaxValue, Rate: 1.0);
        for (var i = 0; i <= scores.Length; i++)
        {
            var (far, frr) = ((double)accepted / faulty, (double)refused / good);
            if (i == 0 || i == scores.Length || scores[i].Score > scores[i - 1].Score)
            {
                if (Math.Abs(far - frr) < best.Gap) best = (Math.Abs(far - frr), (far + frr) / 2);
            }

            if (i == scores.Length) break;
            if (scores[i].Faulty) accepted++;
            else refused--;
        }

        return best.Rate;
    }

    /// <summary>
    /// The equal error rate with an interval by people: whole people are drawn anew, since pictures of one person err
    /// together. Where no picture errs the resampling says nothing, and Wilson's upper bound for that many people is given.
    /// </summary>
    public static Estimate? EqualByPeople(IReadOnlyCollection<Scored> pictures)
    {
        if (Equal(pictures) is not { } rate) return null;
        var people = pictures.GroupBy(picture => picture.Person).Select(group => group.ToArray()).ToArray();
        if (rate == 0) return new Estimate(0, 0, Wilson(0, people.Length).High);

        // The same draws every time, so that the same pictures give the same interval.
#pragma warning disable CA5394
        var random = new Random(ResamplingSeed);
        var rates = new List<double>();
        for (var i = 0; i < Resamples; i++)
        {
            var drawn = Enumerable.Range(0, people.Length).SelectMany(_ => people[random.Next(people.Length)]).ToArray();
            if (Equal(drawn) is { } one) rates.Add(one);
        }
#pragma warning restore CA5394

        rates.Sort();
        return new Estimate(rate, rates[(int)(rates.Count * 0.025)], rates[Math.Min(rates.Count - 1, (int)(rates.Count * 0.975))]);
    }

    /// <summary>A share of independent cases with Wilson's 95 % interval.</summary>
    public static Estimate Wilson(int cases, int of)
    {
        if (of == 0) return new Estimate(double.NaN, 0, 1);
        var share = (double)cases / of;
        var middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of);
        var reach = Z / (1 + Z * Z / of) * Math.Sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of));
        return new Estimate(share, Math.Max(0, middle - reach), Math.Min(1, middle + reach));
    }

    /// <summary>How far a value lies outside its bounds, negative inside; null where nothing was measured or nothing is bounded.</summary>
    public static double? Outside(double? value, double? min, double? max) => (value, min, max) switch
    {
        ({ } v, { } low, { } high) => Math.Max(low - v, v - high),
        ({ } v, { } low, null) => low - v,
        ({ } v, null, { } high) => v - high,
        _ => null,
    };
}
