using System.Globalization;
using System.IO.Compression;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Campaigns;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Domain.Schools;
using MediatR;

namespace CampusPhoto.Application.Rosters;

/// <summary>
/// Collection codes of our own for everybody on a roster, as a ZIP file of pictures, for schools that do not use CHSI's.
/// They hold until the last day on which a photo is taken; names are not known and so not in them.
/// </summary>
public sealed record IssueCodesQuery(CampaignId Campaign, SchoolId? Own) : IQuery<WrittenFile>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("collection_codes.issued", "campaign", Campaign.Value);
}

internal sealed class IssueCodesHandler(CodeIssue issue, IRosters rosters, ICollectionCodeIssuer issuer, TimeProvider clock)
    : IRequestHandler<IssueCodesQuery, Result<WrittenFile>>
{
    public async Task<Result<WrittenFile>> Handle(IssueCodesQuery query, CancellationToken cancellationToken)
    {
        Result<(Campaign Campaign, School School)> found = await issue.PrepareAsync(query.Campaign, query.Own, cancellationToken);
        if (found.Error is { } refused) return refused;
        (Campaign campaign, School school) = found.Value;
        DateTimeOffset now = clock.GetUtcNow();
        return new WrittenFile($"codes-{campaign.Id}.zip", (target, token) => WriteAsync(campaign, school, now, target, token));
    }

    private async Task WriteAsync(
        Campaign campaign, School school, DateTimeOffset now, Stream target, CancellationToken cancellationToken)
    {
        var index = new StringBuilder("file,unique_number,college,major\r\n");
        await using var drain = new Drain(target);
        using (var zip = new ZipArchive(drain, ZipArchiveMode.Create, leaveOpen: true))
        {
            await foreach (RosterEntry entry in rosters.ReadAsync(campaign.Id, cancellationToken))
            {
                byte[] picture = issuer.Draw(CodeIssue.CodeOf(entry, campaign, school), now);
                string name = string.Create(CultureInfo.InvariantCulture, $"codes/{entry.Position:00000}-{entry.Number}.png");
                Add(zip, name, picture, CompressionLevel.NoCompression);
                index.Append(CultureInfo.InvariantCulture, $"{name},{entry.Number},{Csv.Cell(entry.College)},{Csv.Cell(entry.Major)}\r\n");
                await drain.FlushAsync(cancellationToken);
            }

            Add(zip, "index.csv", Encoding.UTF8.GetBytes(index.ToString()), CompressionLevel.Optimal);
        }

        await drain.FlushAsync(cancellationToken);
    }

    private static void Add(ZipArchive zip, string name, byte[] content, CompressionLevel level)
    {
        using Stream entry = zip.CreateEntry(name, level).Open();
        entry.Write(content);
    }
}

/// <summary>Who may have collection codes issued for which campaign, and what a code holds.</summary>
internal sealed class CodeIssue(
    ICampaignRepository campaigns, ISchoolRepository schools, ICollectionCodeIssuer issuer, TimeProvider clock)
{
    private const string Hidden = "****";

    public async Task<Result<(Campaign Campaign, School School)>> PrepareAsync(
        CampaignId id, SchoolId? own, CancellationToken cancellationToken)
    {
        Result<Campaign> found = await campaigns.GetOwnAsync(id, own, cancellationToken);
        if (found.Error is { } missing) return missing;
        Campaign campaign = found.Value;
        if (!issuer.CanIssue) return RosterErrors.CodesNotIssued;

        // Freshmen are known by name and admission number and have no code.
        if (campaign.Terms.Kind == OrderKind.Freshman) return RosterErrors.CodesNotIssued;
        if (campaign.ResubmissionEndsAt <= clock.GetUtcNow()) return CampaignErrors.HoursOver;
        return await schools.GetAsync(campaign.SchoolId, cancellationToken) is { } school
            ? (campaign, school)
            : SchoolErrors.NotFound;
    }

    public static CollectionCode CodeOf(RosterEntry entry, Campaign campaign, School school) => new(
        entry.Number, Hidden, Hidden, school.Code, school.Name, entry.Major, campaign.ResubmissionEndsAt);
}
