using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Domain.Schools;

namespace CampusPhoto.Domain.Enrolments;

/// <summary>采集信息: one student's place in one campaign, owned by one account.</summary>
public sealed class Enrolment : AggregateRoot
{
    private Enrolment() => Identity = null!;

    private Enrolment(EnrolmentId id, CampaignId campaign, AccountId account, StudentIdentity identity, DateTimeOffset now) =>
        (Id, CampaignId, AccountId, Identity, CreatedAt) = (id, campaign, account, identity, now);

    /// <summary>Identity.</summary>
    public EnrolmentId Id { get; private set; }

    /// <summary>The campaign.</summary>
    public CampaignId CampaignId { get; private set; }

    /// <summary>The account that owns it.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>Who the student is.</summary>
    public StudentIdentity Identity { get; private set; }

    /// <summary>When the student joined.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Until when this student may go on though the campaign's hours are over.</summary>
    public DateTimeOffset? ExtendedUntil { get; private set; }

    /// <summary>When staff released a wrong claim; the student may then be claimed by the right account.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>When the student's data were erased.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>Joins a campaign with a recognised collection code, using the recognition up.</summary>
    public static Result<Enrolment> Join(
        EnrolmentId id, Campaign campaign, string campaignSchoolCode, Recognition recognition, DateTimeOffset now,
        DateTimeOffset? extendedUntil = null)
    {
        if (recognition.Identity.SchoolCode != campaignSchoolCode) return CampaignErrors.FeatureCodeWrong;
        if (!campaign.IsOpen(now, extendedUntil)) return CampaignErrors.NotOpen;
        return recognition.Use(now).Error is { } error
            ? error
            : new Enrolment(id, campaign.Id, recognition.AccountId, recognition.Identity, now) { ExtendedUntil = extendedUntil };
    }

    /// <summary>新生: joins a campaign of freshmen as the student whom the school's roster names; there is no code.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="campaign">A campaign of freshmen.</param>
    /// <param name="school">Its school.</param>
    /// <param name="entry">The roster's entry of the admission number that was typed.</param>
    /// <param name="name">The name that was typed.</param>
    /// <param name="account">The account.</param>
    /// <param name="now">The time.</param>
    /// <returns>The enrolment, or <c>freshman.not_on_roster</c>, <c>campaign.not_open</c>.</returns>
    public static Result<Enrolment> JoinByRoster(
        EnrolmentId id, Campaign campaign, School school, RosterEntry entry, string name, AccountId account, DateTimeOffset now)
    {
        if (campaign.Terms.Kind != OrderKind.Freshman || entry.CampaignId != campaign.Id || !entry.IsNamed(name))
            return EnrolmentErrors.NotOnRoster;
        if (!campaign.IsOpen(now, entry.ExtendedUntil)) return CampaignErrors.NotOpen;
        var identity = new StudentIdentity(
            entry.Number, entry.NumberHash, entry.MaskedName, "", school.Code, school.Name, entry.Major);
        return new Enrolment(id, campaign.Id, account, identity, now) { ExtendedUntil = entry.ExtendedUntil };
    }

    /// <summary>Lets this student go on after the campaign's hours.</summary>
    public void Extend(DateTimeOffset until)
    {
        ExtendedUntil = until;
        Touch();
    }

    /// <summary>Erases who the student is, and frees the place.</summary>
    public void Forget(DateTimeOffset now)
    {
        if (ForgottenAt is not null) return;
        (Identity, ForgottenAt) = (Identity.Forgotten(), now);
        ReleasedAt ??= now;
        Touch();
    }

    /// <summary>Releases a wrong claim.</summary>
    public Result Release(DateTimeOffset now)
    {
        if (ReleasedAt is not null) return EnrolmentErrors.NotFound;
        ReleasedAt = now;
        Touch();
        return Result.Ok;
    }
}
