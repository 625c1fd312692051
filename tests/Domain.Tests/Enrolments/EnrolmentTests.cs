using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Enrolments;

public sealed class EnrolmentTests
{
    [Fact]
    public void A_student_joins_the_campaign_of_the_codes_school_while_it_is_open()
    {
        var campaign = ACampaign();
        campaign.Open();
        Join(campaign, "10001").Error!.Is(CampaignErrors.FeatureCodeWrong).ShouldBeTrue("another school's campaign is not there for the student");
        Join(campaign, SchoolCode, campaign.ClosesAt).Error!.Is(CampaignErrors.NotOpen).ShouldBeTrue();
        var enrolment = Join(campaign, SchoolCode).Value;
        (enrolment.CampaignId, enrolment.AccountId, enrolment.Identity).ShouldBe((campaign.Id, new AccountId(Student.Id), Identity));
    }

    [Fact]
    public void Joining_uses_the_recognition_up_and_a_used_one_does_not_join()
    {
        var campaign = ACampaign();
        campaign.Open();
        var recognition = new Recognition(new RecognitionId(Person(1)), new AccountId(Student.Id), Identity, Noon);
        Enrolment.Join(new EnrolmentId(Person(2)), campaign, SchoolCode, recognition, Noon).Succeeded.ShouldBeTrue();
        Enrolment.Join(new EnrolmentId(Person(3)), campaign, SchoolCode, recognition, Noon).Error!.Is(CollectionCodeErrors.RecognitionUsed).ShouldBeTrue();
    }

    [Fact]
    public void A_claim_is_released_once()
    {
        var campaign = ACampaign();
        campaign.Open();
        var enrolment = Join(campaign, SchoolCode).Value;
        enrolment.Release(Noon).ShouldBe(Result.Ok);
        enrolment.Release(Noon).Error!.Is(EnrolmentErrors.NotFound).ShouldBeTrue();
        (enrolment.ReleasedAt, enrolment.Version).ShouldBe((Noon, 2));
    }

    // The campaign closes long after a recognition ends, so the recognition is made at that time.
    private static Result<Enrolment> Join(Campaign campaign, string school, DateTimeOffset? at = null) => Enrolment.Join(
        new EnrolmentId(Person(2)), campaign, school,
        new Recognition(new RecognitionId(Person(1)), new AccountId(Student.Id), Identity, at ?? Noon), at ?? Noon);
}
