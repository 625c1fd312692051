using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Domain.Schools;
using MediatR;

namespace CampusPhoto.Application.Rosters;

/// <summary>
/// Collection codes of our own for everybody on a roster, as sheets to print and cut: each with its place on the roster, the
/// number with its middle hidden, college and campaign.
/// </summary>
public sealed record IssueCodeSheetsQuery(CampaignId Campaign, SchoolId? Own) : IQuery<WrittenFile>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("collection_codes.issued", "campaign", Campaign.Value);
}

internal sealed class IssueCodeSheetsHandler(
    CodeIssue issue, IRosters rosters, ICollectionCodeIssuer issuer, ICodeSheets sheets, TimeProvider clock)
    : IRequestHandler<IssueCodeSheetsQuery, Result<WrittenFile>>
{
    public async Task<Result<WrittenFile>> Handle(IssueCodeSheetsQuery query, CancellationToken cancellationToken)
    {
        Result<(Campaign Campaign, School School)> found = await issue.PrepareAsync(query.Campaign, query.Own, cancellationToken);
        if (found.Error is { } refused) return refused;
        (Campaign campaign, School school) = found.Value;
        DateTimeOffset now = clock.GetUtcNow();
        return new WrittenFile($"codes-{campaign.Id}.pdf", (target, token) => WriteAsync(campaign, school, now, target, token));
    }

    private async Task WriteAsync(
        Campaign campaign, School school, DateTimeOffset now, Stream target, CancellationToken cancellationToken)
    {
        await using var drain = new Drain(target);
        using (ICodeSheetDocument document = sheets.Begin(drain, $"{school.Name} {campaign.Name}"))
        {
            await foreach (RosterEntry entry in rosters.ReadAsync(campaign.Id, cancellationToken))
            {
                var label = new CodeLabel(
                    issuer.IssueText(CodeIssue.CodeOf(entry, campaign, school), now), Mask.UniqueNumber(entry.Number),
                    [string.Create(CultureInfo.InvariantCulture, $"No. {entry.Position:00000}"), entry.College, campaign.Name]);
                if (document.Add(label)) await drain.FlushAsync(cancellationToken);
            }

            document.Close();
        }

        await drain.FlushAsync(cancellationToken);
    }
}
