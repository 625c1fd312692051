using System.Globalization;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Rosters;

/// <summary>What a roster says of one student.</summary>
/// <param name="Number">学生唯一编号; a freshman's admission number.</param>
/// <param name="College">学院; empty where the school does not say.</param>
/// <param name="Major">专业; empty where the school does not say.</param>
/// <param name="Name">A freshman's name; null for everybody else, whose names the agency must not have.</param>
public sealed record RosterStudent(string Number, string College, string Major, string? Name);

/// <summary>A student who is expected in a campaign, by the school's roster.</summary>
public sealed class RosterEntry : AggregateRoot
{
    /// <summary>Greatest length of a college's and of a major's name.</summary>
    public const int MaxTextLength = 100;

    /// <summary>Greatest length of a freshman's name.</summary>
    public const int MaxNameLength = 60;

    private const int MostShown = 20;

    private RosterEntry() => (Number, College, Major) = ("", "", "");

    /// <summary>A new entry.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="position">Place on the roster, from 1; unique in the campaign.</param>
    /// <param name="student">What the roster says.</param>
    /// <param name="numberHash">Keyed hash of the number; unique in the campaign.</param>
    public RosterEntry(RosterEntryId id, CampaignId campaign, int position, RosterStudent student, KeyedHash numberHash)
    {
        (Id, CampaignId, Position, NumberHash) = (id, campaign, position, numberHash);
        (Number, College, Major, Name) = (student.Number, student.College, student.Major, student.Name);
    }

    /// <summary>Identity.</summary>
    public RosterEntryId Id { get; private set; }

    /// <summary>The campaign.</summary>
    public CampaignId CampaignId { get; private set; }

    /// <summary>Place on the roster, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>学生唯一编号, or a freshman's admission number; encrypted at rest.</summary>
    public string Number { get; private set; }

    /// <summary>Its keyed hash.</summary>
    public KeyedHash NumberHash { get; private set; }

    /// <summary>学院.</summary>
    public string College { get; private set; }

    /// <summary>专业.</summary>
    public string Major { get; private set; }

    /// <summary>A freshman's name; encrypted at rest.</summary>
    public string? Name { get; private set; }

    /// <summary>Until when this student may go on though the campaign's hours are over.</summary>
    public DateTimeOffset? ExtendedUntil { get; private set; }

    /// <summary>When number and name were erased.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>The name as it may be shown: its first character, and a star for each other one; a star for no name.</summary>
    public string MaskedName
    {
        get
        {
            var letters = new StringInfo((Name ?? "").Trim());
            int length = Math.Min(letters.LengthInTextElements, MostShown);
            return length < 2 ? "*" : letters.SubstringByTextElements(0, 1) + new string('*', length - 1);
        }
    }

    /// <summary>Whether the student goes by that name; white space, width, case and the kind of middle dot do not matter.</summary>
    public bool IsNamed(string typed) => Name is { } name && Plain(name) is { Length: > 0 } plain && plain == Plain(typed);

    /// <summary>Takes over what a later roster says of the same student.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Update(RosterStudent student)
    {
        if ((College, Major, Name) == (student.College, student.Major, student.Name)) return false;
        (College, Major, Name) = (student.College, student.Major, student.Name);
        Touch();
        return true;
    }

    /// <summary>Lets this student go on after the campaign's hours.</summary>
    /// <returns>Success, or <c>campaign.closed</c>, <c>campaign.dates_invalid</c>.</returns>
    public Result Extend(Campaign campaign, DateTimeOffset until, DateTimeOffset now)
    {
        if (campaign.Status == CampaignStatus.Closed) return CampaignErrors.Closed;
        if (until <= now || until <= campaign.ClosesAt) return CampaignErrors.DatesInvalid;
        ExtendedUntil = until;
        Touch();
        return Result.Ok;
    }

    // By hand: the framework folds no widths where it runs without ICU.
    private static string Plain(string name) =>
        new string([.. name.Where(c => !char.IsWhiteSpace(c)).Select(Narrow).Select(c => IsDot(c) ? '\u00B7' : c)]).ToUpperInvariant();

    private static char Narrow(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - '\uFF01' + '!') : c;

    private static bool IsDot(char c) => c is '\u2022' or '\u2027' or '\u2219' or '\u22C5' or '\u30FB' or '\uFF65' or '.';
}
