using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Photos;

public sealed class PhotoTests
{
    [Theory]
    [InlineData(CheckSeverity.Block, CheckVerdict.Fail, false)]
    [InlineData(CheckSeverity.Block, CheckVerdict.NotMeasured, true)]
    [InlineData(CheckSeverity.Block, CheckVerdict.Pass, true)]
    [InlineData(CheckSeverity.Warn, CheckVerdict.Fail, true)]
    [InlineData(CheckSeverity.Info, CheckVerdict.Fail, true)]
    public void A_report_fails_only_by_a_blocking_item_that_failed(CheckSeverity severity, CheckVerdict verdict, bool passes) =>
        Report(verdict, severity).Passed.ShouldBe(passes);

    [Fact]
    public void A_submission_passed_when_its_report_did_and_there_is_a_photo_to_deliver()
    {
        var made = At(OrderStatus.PendingPayment);
        made.Photo().Passed.ShouldBeTrue();
        made.Photo(Report(CheckVerdict.Fail)).Passed.ShouldBeFalse();
        made.Photo(standardised: false).Passed.ShouldBeFalse();
        made.Photo().PhotoSha256.Length.ShouldBe(64);
    }

    [Theory]
    [InlineData(1.0, 2.0, 1.0, true)]
    [InlineData(1.0, 2.0, 2.0, true)]
    [InlineData(1.0, 2.0, 0.999, false)]
    [InlineData(1.0, 2.0, 2.001, false)]
    [InlineData(null, 2.0, -5.0, true)]
    [InlineData(1.0, null, 1e9, true)]
    public void Bounds_allow_what_lies_between_them_and_on_them(double? min, double? max, double value, bool allowed) =>
        new Bounds(min, max).Allow(value).ShouldBe(allowed);
}
