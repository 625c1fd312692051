using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Campaigns;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Domain.Schools;
using MediatR;

namespace CampusPhoto.Application.Rosters;

/// <summary>
/// Imports a roster whole or not at all. Students that are on the roster already are brought up to date, so that the
/// same file again changes nothing; nobody is taken off.
/// </summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Own">The only school that the caller may change, or null for all.</param>
/// <param name="File">The file, which can be sought in; not disposed.</param>
public sealed record ImportRosterProcess(CampaignId Campaign, SchoolId? Own, Stream File) : IProcess<RosterImport>, IIdempotent;

/// <summary>What an import came to.</summary>
/// <param name="Added">Students who were not on the roster.</param>
/// <param name="Updated">Students of whom something changed.</param>
/// <param name="Unchanged">Students who stood there just so.</param>
/// <param name="Total">Students on the roster now.</param>
public sealed record RosterImport(int Added, int Updated, int Unchanged, int Total);

internal sealed class ImportRosterHandler(ISender sender, ICampaignRepository campaigns, IRosterFiles files)
    : IRequestHandler<ImportRosterProcess, Result<RosterImport>>
{
    private const int MostRows = 50_000;

    public async Task<Result<RosterImport>> Handle(ImportRosterProcess request, CancellationToken cancellationToken)
    {
        Result<Campaign> campaign = await campaigns.GetOwnAsync(request.Campaign, request.Own, cancellationToken);
        if (campaign.Error is { } missing) return missing;
        Result<IReadOnlyList<RosterRow>> rows = await files.ReadAsync(request.File, MostRows + 1, cancellationToken);
        if (rows.Error is { } unreadable) return unreadable;
        Result<IReadOnlyList<RosterStudent>> students = RosterColumns.Read(
            rows.Value, freshmen: campaign.Value.Terms.Kind == OrderKind.Freshman);
        if (students.Error is { } wrong) return wrong;
        return await sender.Send(new SaveRosterCommand(request.Campaign, students.Value), cancellationToken);
    }
}

internal sealed record SaveRosterCommand(CampaignId Campaign, IReadOnlyList<RosterStudent> Students) : ICommand<RosterImport>, IAudited
{
    public AuditNote? Note(object? answer)
    {
        var import = (RosterImport)answer!;
        return AuditNote.On(
            "roster.imported", "campaign", Campaign.Value,
            string.Create(CultureInfo.InvariantCulture, $"added={import.Added},updated={import.Updated},total={import.Total}"));
    }
}

internal sealed class SaveRosterHandler(IRosters rosters, IPersonalDataHasher hasher, TimeProvider clock)
    : IRequestHandler<SaveRosterCommand, Result<RosterImport>>
{
    public async Task<Result<RosterImport>> Handle(SaveRosterCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Dictionary<KeyedHash, RosterEntry> there =
            (await rosters.GetAsync(command.Campaign, cancellationToken)).ToDictionary(entry => entry.NumberHash);
        int before = there.Count, last = there.Values.Select(entry => entry.Position).DefaultIfEmpty(0).Max(), updated = 0, unchanged = 0;
        foreach (RosterStudent student in command.Students)
        {
            KeyedHash hash = hasher.Hash(PersonalValue.UniqueNumber, student.Number);
            if (!there.TryGetValue(hash, out RosterEntry? entry))
                rosters.Add(there[hash] = new RosterEntry(Id.New<RosterEntryId>(now), command.Campaign, ++last, student, hash));
            else if (entry.Update(student)) updated++;
            else unchanged++;
        }

        return new RosterImport(there.Count - before, updated, unchanged, there.Count);
    }
}
