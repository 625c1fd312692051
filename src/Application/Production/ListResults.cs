using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Campaigns;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>A campaign's produced orders with 学信网's results and the students' proofs, by order number.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Own">The only school that the caller may see, or null for all.</param>
/// <param name="Result">Only those; awaited are those in production or delivered; null for all.</param>
/// <param name="Cursor">Where the page begins, or null for the first.</param>
/// <param name="PageSize">1 to 100.</param>
public sealed record ListResultsQuery(CampaignId Campaign, SchoolId? Own, ChsiResult? Result, string? Cursor, int PageSize)
    : IQuery<Page<ResultLine>>;

internal sealed class ListResultsValidator : AbstractValidator<ListResultsQuery>
{
    public ListResultsValidator() =>
        RuleFor(query => query.PageSize).InclusiveBetween(1, OrderCursor.MaxPageSize)
            .Says("pageSize 应为 1 至 100。", "The page size is 1 to 100.");
}

/// <summary>What is known of one order after its production.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="MaskedNumber">学生唯一编号 with its middle hidden.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusText">Where it stands, in words.</param>
/// <param name="Round">1, and one more for each correction.</param>
/// <param name="Result">What 学信网 said of the photo that was produced last.</param>
/// <param name="ResultText">The same in words.</param>
/// <param name="ResultAt">When that was recorded.</param>
/// <param name="CorrectionReason">Why the last correction was opened, if there was one.</param>
/// <param name="ProofConfirmedAt">校对: when the student found everything right.</param>
public sealed record ResultLine(
    Guid OrderId, string Number, string MaskedNumber, OrderStatus Status, ShownText StatusText, int Round, ChsiResult Result,
    ShownText ResultText, DateTimeOffset? ResultAt, string? CorrectionReason, DateTimeOffset? ProofConfirmedAt)
{
    internal static ResultLine Of(Order order) => new(
        order.Id.Value, order.Number.Value, Mask.UniqueNumber(order.Identity.UniqueNumber), order.Status,
        new ShownText(OrderWords.Of(order.Status)), order.Round, order.ChsiResult, new ShownText(OrderWords.Of(order.ChsiResult)),
        order.ChsiResultAt, order.CorrectionReason, order.ProofConfirmedAt);
}

internal sealed class ListResultsHandler(ICampaignRepository campaigns, IReadDb db)
    : IRequestHandler<ListResultsQuery, Result<Page<ResultLine>>>
{
    public async Task<Result<Page<ResultLine>>> Handle(ListResultsQuery query, CancellationToken cancellationToken)
    {
        if (query.Cursor is { Length: 0 or > OrderNumber.MaxLength }) return CommonErrors.CursorInvalid;
        Result<Campaign> campaign = await campaigns.GetOwnAsync(query.Campaign, query.Own, cancellationToken);
        if (campaign.Error is { } missing) return missing;
        IQueryable<Order> orders = db.Orders.Where(order => order.CampaignId == query.Campaign && order.Kind != OrderKind.Reprint);
        orders = query.Result switch
        {
            ChsiResult.Awaited => orders.Where(order => order.ChsiResult == ChsiResult.Awaited
                && (order.Status == OrderStatus.InProduction || order.Status == OrderStatus.Completed)),
            { } result => orders.Where(order => order.ChsiResult == result && order.ChsiResult != ChsiResult.Awaited),
            null => orders.Where(order => order.ChsiResult != ChsiResult.Awaited
                || order.Status == OrderStatus.InProduction || order.Status == OrderStatus.Completed),
        };
        if (query.Cursor is { } cursor)
        {
            var last = new OrderNumber(cursor);
            orders = orders.Where(order => order.Number.CompareTo(last) > 0);
        }

        List<Order> page = await orders.OrderBy(order => order.Number).Take(query.PageSize + 1).ToListAsync(cancellationToken);
        Order[] shown = [.. page.Take(query.PageSize)];
        return new Page<ResultLine>([.. shown.Select(ResultLine.Of)], page.Count > query.PageSize ? shown[^1].Number.Value : null);
    }
}
