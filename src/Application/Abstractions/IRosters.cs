using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Domain.Schools;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Rosters, for change and for what is asked of them.</summary>
public interface IRosters
{
    /// <summary>All entries of a campaign's roster.</summary>
    Task<IReadOnlyList<RosterEntry>> GetAsync(CampaignId campaign, CancellationToken cancellationToken);

    /// <summary>One entry of a campaign's roster, or null.</summary>
    Task<RosterEntry?> GetAsync(CampaignId campaign, RosterEntryId id, CancellationToken cancellationToken);

    /// <summary>The entry of a student in a campaign's roster, or null.</summary>
    Task<RosterEntry?> FindAsync(CampaignId campaign, KeyedHash number, CancellationToken cancellationToken);

    /// <summary>Who has that number on the rosters of a school's open campaigns of freshmen; those that close last first.</summary>
    Task<IReadOnlyList<Freshman>> FindFreshmenAsync(string schoolCode, KeyedHash number, CancellationToken cancellationToken);

    /// <summary>Adds an entry; a number and a position are there once in a campaign.</summary>
    void Add(RosterEntry entry);

    /// <summary>How many students of each college stand where.</summary>
    Task<IReadOnlyList<RosterCount>> CountAsync(CampaignId campaign, CancellationToken cancellationToken);

    /// <summary>Those of whom no photo is under review, approved or delivered, by their place on the roster.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="college">Only this college, or null for all.</param>
    /// <param name="after">Only those behind this place on the roster.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<MissingStudent>> ListMissingAsync(
        CampaignId campaign, string? college, int after, int most, CancellationToken cancellationToken);

    /// <summary>Entries by their place on the roster.</summary>
    IAsyncEnumerable<RosterEntry> ReadAsync(CampaignId campaign, CancellationToken cancellationToken);
}

/// <summary>A freshman whom a school expects.</summary>
/// <param name="Entry">The roster's entry.</param>
/// <param name="Campaign">Its campaign.</param>
/// <param name="School">Its school.</param>
public sealed record Freshman(RosterEntry Entry, Campaign Campaign, School School);

/// <summary>How many students of a college stand at one point.</summary>
/// <param name="College">学院.</param>
/// <param name="Joined">Whether they joined the campaign.</param>
/// <param name="Order">Where their live order stands; null where there is none.</param>
/// <param name="Students">How many.</param>
/// <param name="Result">What 学信网 said of the photo that was produced last.</param>
/// <param name="Confirmed">Whether the student found everything right.</param>
public sealed record RosterCount(
    string College, bool Joined, OrderStatus? Order, int Students, ChsiResult? Result = null, bool Confirmed = false);

/// <summary>A student who is still missing.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Joined">Whether the student joined the campaign.</param>
/// <param name="Order">Where the live order stands; null where there is none.</param>
public sealed record MissingStudent(RosterEntry Entry, bool Joined, OrderStatus? Order);

/// <summary>Reads the files in which schools keep rosters: CSV in UTF-8 or GB18030, and XLSX.</summary>
public interface IRosterFiles
{
    /// <summary>Reads all rows as text, each with its number in the file.</summary>
    /// <param name="content">The file, which can be sought in.</param>
    /// <param name="mostRows">More rows than that are not read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows, headings first; or <c>roster.file_unreadable</c>, <c>roster.too_long</c>.</returns>
    Task<Result<IReadOnlyList<RosterRow>>> ReadAsync(Stream content, int mostRows, CancellationToken cancellationToken);
}

/// <summary>A row of a roster file.</summary>
/// <param name="Number">Its number, from 1, as a spreadsheet shows it.</param>
/// <param name="Cells">Its cells as text, without white space around them; null where a number lost its last digits.</param>
public sealed record RosterRow(int Number, IReadOnlyList<string?> Cells);

/// <summary>Issues collection codes of our own.</summary>
public interface ICollectionCodeIssuer
{
    /// <summary>Whether this installation has a key to issue codes with.</summary>
    bool CanIssue { get; }

    /// <summary>A PNG of the QR code.</summary>
    byte[] Draw(Domain.CollectionCodes.CollectionCode code, DateTimeOffset now);

    /// <summary>The text that the QR code holds.</summary>
    string IssueText(Domain.CollectionCodes.CollectionCode code, DateTimeOffset now);
}

/// <summary>Sets sheets of collection codes for printing: PDF of A4 pages with 3 × 7 labels of 63.5 mm × 38.1 mm.</summary>
public interface ICodeSheets
{
    /// <summary>Begins a document, which is written to the target while it grows.</summary>
    /// <param name="target">Takes what is written without waiting.</param>
    /// <param name="title">The document's title.</param>
    ICodeSheetDocument Begin(Stream target, string title);
}

/// <summary>Sheets in the making.</summary>
public interface ICodeSheetDocument : IDisposable
{
    /// <summary>Sets the next label.</summary>
    /// <returns>Whether its page is full, and so written.</returns>
    bool Add(CodeLabel label);

    /// <summary>Writes what is left.</summary>
    void Close();
}

/// <summary>One label.</summary>
/// <param name="Text">What the QR code holds.</param>
/// <param name="Heading">The line in large letters: who it is for.</param>
/// <param name="Lines">Smaller lines below it; long ones are broken and, after two lines, cut.</param>
public sealed record CodeLabel(string Text, string Heading, IReadOnlyList<string> Lines);
