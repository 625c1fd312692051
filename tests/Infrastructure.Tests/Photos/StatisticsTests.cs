using CampusPhoto.Infrastructure.Photos.Measuring;

namespace CampusPhoto.Infrastructure.Tests.Photos;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(17, 1)]
    [InlineData(1000, 1)]
    [InlineData(1000, 250)]
    [InlineData(5000, 4999)]
    public void A_quantile_is_the_value_that_stands_there_when_all_are_sorted(int count, int alike)
    {
        float[] values = [.. Enumerable.Range(0, count).Select(i => (float)(i * 7919 % count / alike))];
        float[] sorted = [.. values.Order()];

        foreach (var share in (double[])[0, 0.005, 0.25, 0.5, 0.95, 1])
            Statistics.Quantile(values, share).ShouldBe(sorted[Math.Min(count - 1, (int)(count * share))], $"{share}");
        values.Order().ToArray().ShouldBe(sorted, "no value is lost");
    }
}
