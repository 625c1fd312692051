using System.Numerics;

using CampusPhoto.Infrastructure.Photos.Measuring.Patches;

namespace CampusPhoto.PortraitStudio.Training;

/// <summary>
/// Logistic regression with a squared penalty, by Adam (Kingma and Ba 2015) on small batches. Faulty and good weigh alike,
/// however many there are of each.
/// </summary>
internal static class LogisticRegression
{
    private const int Rounds = 40, Batch = 64;
    private const float Rate = 2e-3f, Penalty = 3e-4f, Beta1 = 0.9f, Beta2 = 0.999f, Tiny = 1e-8f;
    private const float LeastDeviation = 0.02f;
    private const int Digits = 4;

    public static PatchModel Train(string name, string view, Sample[] samples, string trainedOn)
    {
        var count = samples[0].Features.Length;
        var (mean, scale) = Spread(samples, count);
        var rows = samples.Select(sample => Standard(sample.Features, mean, scale)).ToArray();
        var shown = samples.Count(sample => sample.Shows);
        var (forShown, forOther) = (samples.Length / (2f * Math.Max(1, shown)), samples.Length / (2f * Math.Max(1, samples.Length - shown)));

        // One more weight for the constant; the same order of patches each time.
#pragma warning disable CA5394
        var random = new Random(1);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var (weights, slope, first, second) = (new float[count + 1], new float[count + 1], new float[count + 1], new float[count + 1]);
        var step = 0;
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            var rate = Rate * (1 + MathF.Cos(MathF.PI * round / Rounds)) / 2;
            for (var from = 0; from < order.Length; from += Batch)
            {
                Array.Clear(slope);
                var to = Math.Min(order.Length, from + Batch);
                for (var i = from; i < to; i++)
                {
                    var (row, sample) = (rows[order[i]], samples[order[i]]);
                    var odds = PatchModel.Dot(weights.AsSpan(0, count), row) + weights[count];
                    var error = (1 / (1 + MathF.Exp(-odds)) - (sample.Shows ? 1 : 0)) * (sample.Shows ? forShown : forOther) / (to - from);
                    AddTimes(slope, row, error);
                    slope[count] += error;
                }

                Step(weights, slope, first, second, rate, ++step);
            }
        }
#pragma warning restore CA5394

        var bias = weights[count];
        for (var i = 0; i < count; i++)
        {
            bias -= weights[i] * mean[i] * scale[i];
            weights[i] *= scale[i];
        }

        return new PatchModel(name, view, trainedOn, Rounded(bias), [.. weights.Take(count).Select(Rounded)]);
    }

    private static (float[] Mean, float[] Scale) Spread(Sample[] samples, int count)
    {
        var (mean, square) = (new double[count], new double[count]);
        foreach (var sample in samples)
        {
            for (var i = 0; i < count; i++)
            {
                mean[i] += sample.Features[i] / samples.Length;
                square[i] += (double)sample.Features[i] * sample.Features[i] / samples.Length;
            }
        }

        return (
            [.. mean.Select(value => (float)value)],
            [.. square.Select((value, i) => 1 / Math.Max(LeastDeviation, (float)Math.Sqrt(Math.Max(0, value - mean[i] * mean[i]))))]);
    }

    private static float[] Standard(float[] features, float[] mean, float[] scale)
    {
        var row = new float[features.Length];
        for (var i = 0; i < row.Length; i++) row[i] = (features[i] - mean[i]) * scale[i];
        return row;
    }

    private static void AddTimes(float[] sum, float[] row, float by)
    {
        var i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count) (new Vector<float>(sum, i) + new Vector<float>(row, i) * by).CopyTo(sum, i);
        for (; i < row.Length; i++) sum[i] += row[i] * by;
    }

    private static void Step(float[] weights, float[] slope, float[] first, float[] second, float rate, int step)
    {
        var (fix1, fix2) = (1 - MathF.Pow(Beta1, step), 1 - MathF.Pow(Beta2, step));
        for (var i = 0; i < weights.Length; i++)
        {
            var by = slope[i] + (i == weights.Length - 1 ? 0 : Penalty * weights[i]);
            first[i] = Beta1 * first[i] + (1 - Beta1) * by;
            second[i] = Beta2 * second[i] + (1 - Beta2) * by * by;
            weights[i] -= rate * (first[i] / fix1) / (MathF.Sqrt(second[i] / fix2) + Tiny);
        }
    }

    private static float Rounded(float value) =>
        float.Parse(value.ToString($"G{Digits}", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
