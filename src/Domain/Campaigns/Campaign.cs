using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;

namespace CampusPhoto.Domain.Campaigns;

/// <summary>Whether a campaign takes students.</summary>
public enum CampaignStatus
{
    /// <summary>Being prepared.</summary>
    Draft,

    /// <summary>Open within its hours.</summary>
    Open,

    /// <summary>Over.</summary>
    Closed,
}

/// <summary>How photos are collected.</summary>
public enum CollectionMode
{
    /// <summary>集采: the school's own collection.</summary>
    Organised,

    /// <summary>散采: students on their own.</summary>
    Individual,

    /// <summary>补采: for those who missed the school's collection.</summary>
    Supplementary,

    /// <summary>新生: freshmen, by a roster and without collection codes.</summary>
    Freshman,
}

/// <summary>Who pays.</summary>
public enum Payer
{
    /// <summary>Each student.</summary>
    Student,

    /// <summary>The school, for all.</summary>
    School,

    /// <summary>Nobody.</summary>
    Free,
}

/// <summary>Where a photo may come from.</summary>
public enum CapturePolicy
{
    /// <summary>The camera only.</summary>
    CameraOnly,

    /// <summary>Camera or album.</summary>
    AlbumAllowed,

    /// <summary>A studio's file.</summary>
    StudioFile,
}

/// <summary>What happens to the money of an order that is closed without an approved photo.</summary>
public enum ClosingRefund
{
    /// <summary>All of it goes back.</summary>
    Full,

    /// <summary>None of it goes back.</summary>
    None,
}

/// <summary>How urgently a campaign's photos are reviewed.</summary>
public enum ReviewPriority
{
    /// <summary>In turn with the other schools'.</summary>
    Ordinary,

    /// <summary>Every other order that is handed out is a raised campaign's.</summary>
    Raised,
}

/// <summary>The terms of a campaign, frozen into each order that is placed.</summary>
/// <param name="Kind">Kind of the orders.</param>
/// <param name="Mode">集采 or 散采.</param>
/// <param name="Price">What an order costs.</param>
/// <param name="Payer">Who pays it.</param>
/// <param name="CapturePolicy">Where photos may come from.</param>
/// <param name="AttemptsAllowed">Rejections until the order closes; at least 1.</param>
/// <param name="PaymentWindow">How long an order waits for its payment.</param>
/// <param name="ResubmissionWindow">How long a student has after a rejection.</param>
/// <param name="ClosingRefund">What happens to the money when the order closes without an approved photo.</param>
/// <param name="MerchantAccount">Key of the merchant account that is paid.</param>
/// <param name="AppealsAllowed">Whether a photo that failed the first check may go to a reviewer with a reason.</param>
/// <param name="CorrectionsAllowed">勘误 that a student may ask for on one order; staff and integrators are not bound by it.</param>
public sealed record CampaignTerms(
    OrderKind Kind,
    CollectionMode Mode,
    Money Price,
    Payer Payer,
    CapturePolicy CapturePolicy,
    int AttemptsAllowed,
    TimeSpan PaymentWindow,
    TimeSpan ResubmissionWindow,
    ClosingRefund ClosingRefund,
    string MerchantAccount,
    bool AppealsAllowed = false,
    int CorrectionsAllowed = CampaignTerms.UsualCorrections)
{
    /// <summary>勘误 that a student may ask for where nothing else is said.</summary>
    public const int UsualCorrections = 2;
}

/// <summary>A campaign (采集批次): one school's collection of one kind in one period.</summary>
public sealed class Campaign : AggregateRoot
{
    /// <summary>Greatest length of a name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Greatest length of the specification's overrides.</summary>
    public const int MaxOverridesLength = 4_000;

    private Campaign() => (Name, SpecificationId, Terms, NamingTemplate) = ("", "", null!, "");

    /// <summary>A campaign in preparation.</summary>
    public Campaign(
        CampaignId id,
        SchoolId school,
        string name,
        FeatureCode featureCode,
        CampaignTerms terms,
        string specificationId,
        int specificationVersion,
        DateTimeOffset opensAt,
        DateTimeOffset closesAt,
        DateTimeOffset resubmissionEndsAt,
        string? specificationOverrides = null,
        string namingTemplate = FileNaming.Default)
    {
        (Id, SchoolId, Name, FeatureCode, Terms) = (id, school, name, featureCode, terms);
        (SpecificationId, SpecificationVersion, SpecificationOverrides) = (specificationId, specificationVersion, specificationOverrides);
        (OpensAt, ClosesAt, ResubmissionEndsAt) = (opensAt, closesAt, resubmissionEndsAt);
        NamingTemplate = namingTemplate;
    }

    /// <summary>Identity.</summary>
    public CampaignId Id { get; private set; }

    /// <summary>The school whose students are collected.</summary>
    public SchoolId SchoolId { get; private set; }

    /// <summary>Name shown to students.</summary>
    public string Name { get; private set; }

    /// <summary>特征码; unique among open campaigns.</summary>
    public FeatureCode FeatureCode { get; private set; }

    /// <summary>The terms frozen into each order.</summary>
    public CampaignTerms Terms { get; private set; }

    /// <summary>Photo specification.</summary>
    public string SpecificationId { get; private set; }

    /// <summary>Version of the photo specification.</summary>
    public int SpecificationVersion { get; private set; }

    /// <summary>
    /// What this campaign changes of it, as JSON with the specification's own names; null for nothing. An order keeps those
    /// that its photo was judged by, so that all its photos are judged alike.
    /// </summary>
    public string? SpecificationOverrides { get; private set; }

    /// <summary>Grows by one with each change of the overrides.</summary>
    public int OverridesVersion { get; private set; }

    /// <summary>From when students may join and order.</summary>
    public DateTimeOffset OpensAt { get; private set; }

    /// <summary>Until when students may join and order.</summary>
    public DateTimeOffset ClosesAt { get; private set; }

    /// <summary>Until when every rejected student may send another photo, whatever the own deadline says.</summary>
    public DateTimeOffset ResubmissionEndsAt { get; private set; }

    /// <summary>How delivered files are named: see <see cref="FileNaming"/>.</summary>
    public string NamingTemplate { get; private set; }

    /// <summary>Whether it takes students.</summary>
    public CampaignStatus Status { get; private set; }

    /// <summary>When the missing were last reminded.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When the reminders began that are still on their way; null when all were told.</summary>
    public DateTimeOffset? RemindingSince { get; private set; }

    /// <summary>Least time between two reminders of the missing.</summary>
    public static readonly TimeSpan ReminderPause = TimeSpan.FromDays(1);

    /// <summary>Telling ten thousand takes seconds; reminders that take so long were broken off.</summary>
    public static readonly TimeSpan LongestReminding = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Reminds the missing, at most once a day and only while a photo is still taken. Reminders that were broken off go on
    /// under the time at which they began.
    /// </summary>
    /// <returns>When they began, or <c>campaign.not_open</c>, <c>campaign.reminded_lately</c>.</returns>
    public Result<DateTimeOffset> Remind(DateTimeOffset now)
    {
        if (!TakesPhotos(now)) return CampaignErrors.NotOpen;
        if (RemindingSince is { } begun && begun + LongestReminding <= now) return begun;
        if (RemindedAt is { } last && last + ReminderPause > now) return CampaignErrors.RemindedLately.After(last + ReminderPause - now);
        RemindedAt = RemindingSince = now;
        Touch();
        return now;
    }

    /// <summary>Whether a photo may still come in.</summary>
    public bool TakesPhotos(DateTimeOffset now) => Status == CampaignStatus.Open && now >= OpensAt && now < ResubmissionEndsAt;

    /// <summary>All were told whom the reminders that began then are for; later ones are left alone.</summary>
    public void EndReminders(DateTimeOffset begun)
    {
        if (RemindingSince != begun) return;
        RemindingSince = null;
        Touch();
    }

    /// <summary>How urgently its photos are reviewed.</summary>
    public ReviewPriority ReviewPriority { get; private set; }

    /// <summary>How many of a hundred approvals get a second opinion: 0 to 100; null for what the installation says.</summary>
    public int? SecondOpinionPercent { get; private set; }

    /// <summary>Whether students may join and order now.</summary>
    public bool IsOpen(DateTimeOffset now) => Status == CampaignStatus.Open && OpensAt <= now && now < ClosesAt;

    /// <summary>Whether a student may join and order now, for whom the end may have been put off.</summary>
    /// <param name="now">The time.</param>
    /// <param name="extendedUntil">Until when this one student may; null where nothing else was agreed.</param>
    public bool IsOpen(DateTimeOffset now, DateTimeOffset? extendedUntil) =>
        IsOpen(now) || (Status == CampaignStatus.Open && OpensAt <= now && now < extendedUntil);

    /// <summary>Opens it, also once more after it was closed; one that is open stays so.</summary>
    /// <returns>Success, or <c>campaign.hours_over</c>.</returns>
    public Result Open(DateTimeOffset now)
    {
        if (ClosesAt <= now) return CampaignErrors.HoursOver;
        if (Status != CampaignStatus.Open) Open();
        return Result.Ok;
    }

    /// <summary>Opens it; it takes students within its hours.</summary>
    public void Open()
    {
        Status = CampaignStatus.Open;
        Touch();
    }

    /// <summary>Closes it for new students and orders.</summary>
    public void Close()
    {
        if (Status == CampaignStatus.Closed) return;
        Status = CampaignStatus.Closed;
        Touch();
    }

    /// <summary>Puts its end off. What students were promised is never taken back.</summary>
    /// <returns>Success, or <c>campaign.dates_invalid</c>.</returns>
    public Result Extend(DateTimeOffset closesAt, DateTimeOffset resubmissionEndsAt, DateTimeOffset now)
    {
        bool later = closesAt > ClosesAt || resubmissionEndsAt > ResubmissionEndsAt;
        if (!later || closesAt < ClosesAt || closesAt <= now || resubmissionEndsAt < ResubmissionEndsAt || resubmissionEndsAt < closesAt)
            return CampaignErrors.DatesInvalid;
        (ClosesAt, ResubmissionEndsAt) = (closesAt, resubmissionEndsAt);
        Touch();
        return Result.Ok;
    }

    /// <summary>Says how its photos are reviewed from now on.</summary>
    public void Review(ReviewPriority priority, int? secondOpinionPercent)
    {
        if ((ReviewPriority, SecondOpinionPercent) == (priority, secondOpinionPercent)) return;
        (ReviewPriority, SecondOpinionPercent) = (priority, secondOpinionPercent);
        Touch();
    }

    /// <summary>Lays other figures over its specification, for photos that are not of an order yet.</summary>
    /// <param name="overrides">As JSON, found right; null for none.</param>
    /// <returns>Success, or <c>campaign.closed</c>.</returns>
    public Result Override(string? overrides)
    {
        if (Status == CampaignStatus.Closed) return CampaignErrors.Closed;
        if (SpecificationOverrides == overrides) return Result.Ok;
        (SpecificationOverrides, OverridesVersion) = (overrides, OverridesVersion + 1);
        Touch();
        return Result.Ok;
    }

    /// <summary>Gives it another feature code, such as after the present one leaked; who has joined stays.</summary>
    /// <returns>Success, or <c>campaign.closed</c>.</returns>
    public Result ChangeFeatureCode(FeatureCode code)
    {
        if (Status == CampaignStatus.Closed) return CampaignErrors.Closed;
        FeatureCode = code;
        Touch();
        return Result.Ok;
    }
}
