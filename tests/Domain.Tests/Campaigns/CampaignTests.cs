using System.Security.Cryptography;
using CampusPhoto.Domain.Campaigns;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Campaigns;

public sealed class CampaignTests
{
    [Theory]
    [InlineData("m9ng02", "M9NG02")]
    [InlineData(" a1b2 ", "A1B2")]
    [InlineData("ABCDE", "ABCDE")]
    public void A_feature_code_is_compared_without_case(string typed, string code) => FeatureCode.Parse(typed).Value.Value.ShouldBe(code);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("abc")]
    [InlineData("abcdefg")]
    [InlineData("特征码码")]
    [InlineData("ab-12")]
    public void Anything_else_is_no_feature_code(string? typed) => FeatureCode.Parse(typed).Error!.Is(CampaignErrors.FeatureCodeMalformed).ShouldBeTrue();

    [Fact]
    public void A_campaign_is_open_from_its_opening_until_its_closing_and_only_while_it_is_open()
    {
        var campaign = ACampaign();
        campaign.IsOpen(Noon).ShouldBeFalse("it is a draft");
        campaign.Open();
        campaign.IsOpen(campaign.OpensAt).ShouldBeTrue();
        campaign.IsOpen(campaign.OpensAt.AddTicks(-1)).ShouldBeFalse();
        campaign.IsOpen(campaign.ClosesAt.AddTicks(-1)).ShouldBeTrue();
        campaign.IsOpen(campaign.ClosesAt).ShouldBeFalse();
        campaign.Close();
        campaign.IsOpen(Noon).ShouldBeFalse();
        campaign.Version.ShouldBe(3);
    }

    [Fact]
    public void Random_feature_codes_have_no_letters_that_look_alike_and_do_not_repeat()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => FeatureCode.Draw(RandomNumberGenerator.GetInt32).Value).ToList();
        codes.ShouldAllBe(code => code.Length == 6 && code.All(letter => "ABCDEFGHJKMNPQRSTUVWXYZ23456789".Contains(letter)));
        codes.Distinct().Count().ShouldBeGreaterThan(995);
    }

    [Fact]
    public void An_end_is_put_off_and_never_taken_back()
    {
        var campaign = ACampaign();
        var closes = campaign.ClosesAt;
        campaign.Extend(closes, closes.AddDays(7), Noon).Succeeded.ShouldBeTrue("there may be more time for resubmissions alone");
        var resubmissions = campaign.ResubmissionEndsAt;
        campaign.Extend(closes, resubmissions, Noon).Error!.Is(CampaignErrors.DatesInvalid).ShouldBeTrue("nothing is later");
        campaign.Extend(closes.AddDays(-1), resubmissions.AddDays(1), Noon).Error!.Is(CampaignErrors.DatesInvalid).ShouldBeTrue();
        campaign.Extend(resubmissions.AddDays(2), resubmissions.AddDays(1), Noon).Error!.Is(CampaignErrors.DatesInvalid).ShouldBeTrue();
        campaign.Extend(closes.AddDays(1), resubmissions.AddDays(1), closes.AddDays(1)).Error!.Is(CampaignErrors.DatesInvalid).ShouldBeTrue("it is over by then");
        campaign.Extend(closes.AddDays(1), resubmissions.AddDays(1), Noon).Succeeded.ShouldBeTrue();
        (campaign.ClosesAt, campaign.ResubmissionEndsAt).ShouldBe((closes.AddDays(1), resubmissions.AddDays(1)));
    }

    [Fact]
    public void It_opens_before_its_end_also_after_it_was_closed_and_is_open_longer_for_whom_that_was_agreed()
    {
        var campaign = ACampaign();
        campaign.Open(campaign.ClosesAt).Error!.Is(CampaignErrors.HoursOver).ShouldBeTrue();
        campaign.Open(Noon).Succeeded.ShouldBeTrue();
        campaign.IsOpen(campaign.ClosesAt, null).ShouldBeFalse();
        campaign.IsOpen(campaign.ClosesAt, campaign.ClosesAt.AddDays(1)).ShouldBeTrue();
        campaign.IsOpen(campaign.ClosesAt.AddDays(1), campaign.ClosesAt.AddDays(1)).ShouldBeFalse();
        campaign.Close();
        campaign.IsOpen(Noon, campaign.ClosesAt.AddDays(1)).ShouldBeFalse("closed is closed for everybody");
        campaign.ChangeFeatureCode(FeatureCode.Draw(RandomNumberGenerator.GetInt32)).Error!.Is(CampaignErrors.Closed).ShouldBeTrue();
        campaign.Open(Noon).Succeeded.ShouldBeTrue();
        campaign.IsOpen(Noon).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{uniqueNumber}", true)]
    [InlineData("{schoolCode}_{orderNumber}", true)]
    [InlineData("a.b-{uniqueNumber}", true)]
    [InlineData("{schoolCode}", false)]
    [InlineData("", false)]
    [InlineData(".{uniqueNumber}", false)]
    [InlineData("../{uniqueNumber}", false)]
    [InlineData("{uniqueNumber}\n", false)]
    [InlineData("{name}{uniqueNumber}", false)]
    public void A_naming_template_names_each_file_differently_and_stays_in_its_folder(string template, bool holds) =>
        FileNaming.Check(template).Succeeded.ShouldBe(holds);
}
