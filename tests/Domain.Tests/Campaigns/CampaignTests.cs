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
}
