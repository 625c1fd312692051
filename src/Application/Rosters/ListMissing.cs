using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Campaigns;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Rosters;

/// <summary>Why a student is still missing.</summary>
public enum MissingReason
{
    /// <summary>Has not shown a collection code.</summary>
    NotJoined,

    /// <summary>Joined and has not confirmed a photo.</summary>
    WithoutOrder,

    /// <summary>待支付.</summary>
    Unpaid,

    /// <summary>被驳回: another photo is awaited.</summary>
    Rejected,

    /// <summary>已撤回: another photo is awaited.</summary>
    Withdrawn,
}

/// <summary>A student who is still missing.</summary>
/// <param name="EntryId">The roster's entry.</param>
/// <param name="MaskedNumber">学生唯一编号, or a freshman's admission number, with its middle hidden.</param>
/// <param name="College">学院.</param>
/// <param name="Major">专业.</param>
/// <param name="Reason">Why.</param>
/// <param name="ExtendedUntil">Until when this student may go on though the campaign is over, or null.</param>
public sealed record MissingView(
    Guid EntryId, string MaskedNumber, string College, string Major, MissingReason Reason, DateTimeOffset? ExtendedUntil)
{
    internal static MissingReason ReasonOf(MissingStudent student) => student switch
    {
        { Order: null, Joined: false } => MissingReason.NotJoined,
        { Order: null } => MissingReason.WithoutOrder,
        { Order: OrderStatus.PendingPayment } => MissingReason.Unpaid,
        { Order: OrderStatus.Rejected } => MissingReason.Rejected,
        _ => MissingReason.Withdrawn,
    };
}

/// <summary>Those of whom no photo is under review, approved or delivered, in the roster's order.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Own">The only school that the caller may see, or null for all.</param>
/// <param name="College">Only this college, or null for all.</param>
/// <param name="Cursor">Where the page begins, or null for the first.</param>
/// <param name="PageSize">1 to 100.</param>
public sealed record ListMissingQuery(CampaignId Campaign, SchoolId? Own, string? College, string? Cursor, int PageSize)
    : IQuery<Page<MissingView>>;

internal sealed class ListMissingValidator : AbstractValidator<ListMissingQuery>
{
    public ListMissingValidator() =>
        RuleFor(query => query.PageSize).InclusiveBetween(1, OrderCursor.MaxPageSize)
            .Says("pageSize 应为 1 至 100。", "The page size is 1 to 100.");
}

internal sealed class ListMissingHandler(ICampaignRepository campaigns, IRosters rosters)
    : IRequestHandler<ListMissingQuery, Result<Page<MissingView>>>
{
    public async Task<Result<Page<MissingView>>> Handle(ListMissingQuery query, CancellationToken cancellationToken)
    {
        int after = 0;
        if (query.Cursor is not null && !int.TryParse(query.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return CommonErrors.CursorInvalid;
        Result<Campaign> campaign = await campaigns.GetOwnAsync(query.Campaign, query.Own, cancellationToken);
        if (campaign.Error is { } missing) return missing;
        IReadOnlyList<MissingStudent> page = await rosters.ListMissingAsync(
            query.Campaign, query.College, after, query.PageSize + 1, cancellationToken);
        return new Page<MissingView>(
            [
                .. page.Take(query.PageSize).Select(one => new MissingView(
                    one.Entry.Id.Value, Mask.UniqueNumber(one.Entry.Number), one.Entry.College, one.Entry.Major,
                    MissingView.ReasonOf(one), one.Entry.ExtendedUntil)),
            ],
            page.Count > query.PageSize ? page[query.PageSize - 1].Entry.Position.ToString(CultureInfo.InvariantCulture) : null);
    }
}

/// <summary>The same as a CSV file with whole numbers, for the school to find its students by; it is recorded.</summary>
public sealed record ExportMissingQuery(CampaignId Campaign, SchoolId? Own) : IQuery<WrittenFile>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("roster.missing_exported", "campaign", Campaign.Value);
}

internal sealed class ExportMissingHandler(ICampaignRepository campaigns, IRosters rosters)
    : IRequestHandler<ExportMissingQuery, Result<WrittenFile>>
{
    private const int AtOnce = 1_000;

    public async Task<Result<WrittenFile>> Handle(ExportMissingQuery query, CancellationToken cancellationToken)
    {
        Result<Campaign> campaign = await campaigns.GetOwnAsync(query.Campaign, query.Own, cancellationToken);
        if (campaign.Error is { } missing) return missing;
        return new WrittenFile($"missing-{query.Campaign}.csv", (target, token) => WriteAsync(query.Campaign, target, token));
    }

    private async Task WriteAsync(CampaignId campaign, Stream target, CancellationToken cancellationToken)
    {
        await using StreamWriter writer = Csv.Begin(target);
        await writer.WriteAsync("unique_number,college,major,reason\r\n");
        int after = 0;
        IReadOnlyList<MissingStudent> some;
        do
        {
            some = await rosters.ListMissingAsync(campaign, null, after, AtOnce, cancellationToken);
            foreach (MissingStudent one in some)
            {
                await writer.WriteAsync(
                    $"{Csv.Cell(one.Entry.Number)},{Csv.Cell(one.Entry.College)},{Csv.Cell(one.Entry.Major)},{MissingView.ReasonOf(one)}\r\n");
                after = one.Entry.Position;
            }

            await writer.FlushAsync(cancellationToken);
        }
        while (some.Count == AtOnce);
    }
}
