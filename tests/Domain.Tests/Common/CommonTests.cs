using System.Globalization;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Common;

public sealed class CommonTests
{
    [Theory]
    [InlineData("2024-01-20T03:38:24.101Z", "000015-20240120113824101")]
    [InlineData("2024-12-31T16:00:00.000Z", "000015-20250101000000000")]
    public void An_order_number_is_the_agency_and_the_time_in_China(string utc, string number) =>
        OrderNumber.At("000015", DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture)).Value.ShouldBe(number);

    [Fact]
    public void Order_numbers_sort_as_they_were_placed()
    {
        var (earlier, later) = (OrderNumber.At("000015", Noon), OrderNumber.At("000015", Noon.AddMilliseconds(1)));
        (earlier < later).ShouldBeTrue();
        (later > earlier).ShouldBeTrue();
        (earlier <= later).ShouldBeTrue();
        (later >= earlier).ShouldBeTrue();
        earlier.CompareTo(earlier).ShouldBe(0);
        earlier.ToString().ShouldBe(earlier.Value);
    }

    [Fact]
    public void A_result_is_a_value_or_an_error_and_a_failure_has_no_value()
    {
        Result<int> good = 7, bad = OrderErrors.NotFound;
        (good.Value, good.Succeeded, good.Error).ShouldBe((7, true, null));
        (bad.Succeeded, bad.Error).ShouldBe((false, OrderErrors.NotFound));
        Should.Throw<InvalidOperationException>(() => bad.Value).Message.ShouldContain("order.not_found");
        ((Result)OrderErrors.NotFound).Succeeded.ShouldBeFalse();
        Result.Ok.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void An_error_keeps_its_code_whatever_facts_and_waits_are_added()
    {
        var told = OrderErrors.NotFound.With("a", 1).With("b", 2).After(TimeSpan.FromSeconds(5));
        told.Is(OrderErrors.NotFound).ShouldBeTrue();
        told.Is(OrderErrors.AlreadyPlaced).ShouldBeFalse();
        (told.Facts["a"], told.Facts["b"], told.RetryAfter).ShouldBe((1, 2, TimeSpan.FromSeconds(5)));
        OrderErrors.NotFound.Facts.ShouldBeEmpty();
    }

    [Fact]
    public void Identities_made_later_sort_later()
    {
        var (first, second) = (Id.New<OrderId>(Noon), Id.New<OrderId>(Noon.AddMilliseconds(1)));
        string.CompareOrdinal(first.ToString(), second.ToString()).ShouldBeLessThan(0);
    }
}
