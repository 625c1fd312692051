using CampusPhoto.Benchmarks.Accuracy;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>The arithmetic with which the check's accuracy is told, on numbers worked out by hand.</summary>
public sealed class ErrorRateTests
{
    [Fact]
    public void Scores_that_a_bound_parts_have_no_error() =>
        ErrorRates.Equal([Good(-3), Good(-2), Faulty(1), Faulty(2)]).ShouldBe(0);

    [Fact]
    public void Scores_the_wrong_way_round_are_all_errors() =>
        ErrorRates.Equal([Good(1), Good(2), Faulty(-3), Faulty(-2)]).ShouldBe(1);

    [Fact]
    public void One_of_four_on_each_side_is_a_quarter() =>
        ErrorRates.Equal([Good(1), Good(2), Good(3), Good(5), Faulty(4), Faulty(6), Faulty(7), Faulty(8)]).ShouldBe(0.25);

    [Fact]
    public void Equal_scores_cannot_be_parted() =>
        ErrorRates.Equal([Good(1), Good(1), Faulty(1), Faulty(1)]).ShouldBe(0.5);

    [Fact]
    public void Without_faulty_or_without_good_pictures_there_is_no_rate()
    {
        ErrorRates.Equal([Good(1)]).ShouldBeNull();
        ErrorRates.EqualByPeople([Faulty(1)]).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(98, 100, 0.9300, 0.9945)]
    public void Wilsons_interval_is_as_in_the_tables(int cases, int of, double low, double high)
    {
        var estimate = ErrorRates.Wilson(cases, of);

        estimate.Low.ShouldBe(low, 0.0005);
        estimate.High.ShouldBe(high, 0.0005);
    }

    [Fact]
    public void An_interval_by_people_holds_the_rate_and_is_the_same_every_time()
    {
        Scored[] pictures = [.. Enumerable.Range(0, 40).SelectMany(person => (Scored[])
        [
            new($"p{person}", false, person % 10 == 0 ? 2 : -1), new($"p{person}", true, person % 10 == 1 ? -2 : 1),
        ])];

        var estimate = ErrorRates.EqualByPeople(pictures)!.Value;

        estimate.Value.ShouldBe(0.1, 1e-9);
        estimate.Low.ShouldBeInRange(0, 0.1);
        estimate.High.ShouldBeInRange(0.1, 0.3);
        ErrorRates.EqualByPeople(pictures).ShouldBe(estimate);
    }

    [Fact]
    public void Where_nobody_errs_the_interval_is_that_of_as_many_people_not_pictures()
    {
        Scored[] pictures = [.. Enumerable.Range(0, 10).SelectMany(person => Enumerable.Range(0, 50).Select(shot => new Scored($"p{person}", shot % 2 == 0, shot % 2 == 0 ? 1 : -1)))];

        ErrorRates.EqualByPeople(pictures)!.Value.High.ShouldBe(0.2775, 0.0005);
    }

    [Theory]
    [InlineData(5.0, 1.0, 4.0, 1.0)]
    [InlineData(0.0, 1.0, 4.0, 1.0)]
    [InlineData(2.0, 1.0, 4.0, -1.0)]
    [InlineData(2.0, null, 4.0, -2.0)]
    [InlineData(2.0, 4.0, null, 2.0)]
    [InlineData(null, 4.0, null, null)]
    [InlineData(2.0, null, null, null)]
    public void A_value_is_faulty_by_how_far_it_lies_outside_its_bounds(double? value, double? min, double? max, double? outside) =>
        ErrorRates.Outside(value, min, max).ShouldBe(outside);

    private static Scored Good(double score) => new($"good {score}", false, score);

    private static Scored Faulty(double score) => new($"faulty {score}", true, score);
}
