using CampusPhoto.Domain.Accounts;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Accounts;

public sealed class AccountTests
{
    [Fact]
    public void A_consent_is_recorded_once_for_each_purpose_and_version()
    {
        var account = AnAccount();
        account.HasConsented(ConsentPurpose.FaceData, "1").ShouldBeFalse();
        account.GiveConsent(ConsentPurpose.FaceData, "1", Noon);
        account.GiveConsent(ConsentPurpose.FaceData, "1", Noon.AddDays(1));
        account.GiveConsent(ConsentPurpose.FaceData, "2", Noon);
        account.GiveConsent(ConsentPurpose.PhotoGuide, "1", Noon);
        account.Consents.Select(consent => (consent.Purpose, consent.TextVersion, consent.GivenAt)).ShouldBe([
            (ConsentPurpose.FaceData, "1", Noon), (ConsentPurpose.FaceData, "2", Noon), (ConsentPurpose.PhotoGuide, "1", Noon),
        ]);
        account.HasConsented(ConsentPurpose.PhotoGuide, "2").ShouldBeFalse();
    }

    [Fact]
    public void Agreeing_and_a_phone_change_the_account_only_when_they_are_new()
    {
        var account = AnAccount();
        var version = account.Version;
        account.Agree("2026-01", Noon.AddDays(1));
        account.SetPhone("13800138000", StudentPhone);
        (account.Version, account.AgreedAt).ShouldBe((version, Noon));
        account.Agree("2026-02", Noon.AddDays(1));
        account.SetPhone("13900139000", ReviewerPhone);
        (account.Version, account.AgreedAt, account.AgreementVersion, account.Phone).ShouldBe((version + 2, Noon.AddDays(1), "2026-02", "13900139000"));
    }

    [Fact]
    public void Each_allowed_message_counts()
    {
        var account = AnAccount();
        account.AllowMessage("paid");
        account.AllowMessage("paid");
        account.AllowMessage("rejected");
        account.MessageCredits.Select(credit => (credit.TemplateId, credit.Left)).ShouldBe([("paid", 2), ("rejected", 1)]);
    }
}
