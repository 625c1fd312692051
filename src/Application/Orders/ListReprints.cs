using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Orders;

/// <summary>Orders for prints, oldest first, for those who make them.</summary>
/// <param name="Status">Only those in this state, or null for all.</param>
/// <param name="Cursor">Where the page begins, or null for the first.</param>
/// <param name="PageSize">1 to 100.</param>
public sealed record ListReprintsQuery(OrderStatus? Status, string? Cursor, int PageSize) : IQuery<Page<ReprintLine>>;

internal sealed class ListReprintsValidator : AbstractValidator<ListReprintsQuery>
{
    public ListReprintsValidator() =>
        RuleFor(query => query.PageSize).InclusiveBetween(1, OrderCursor.MaxPageSize)
            .Says("pageSize 应为 1 至 100。", "The page size is 1 to 100.");
}

/// <summary>What is to be printed; the parameters are those of the print sheet's call.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusText">Where it stands, in words.</param>
/// <param name="SchoolName">学校, where prints are picked up.</param>
/// <param name="OfferName">What is printed.</param>
/// <param name="Paper">Photo paper.</param>
/// <param name="WidthMm">Width of one print in millimetres; null for the photo's own size.</param>
/// <param name="Sheets">How many sheets.</param>
/// <param name="Delivery">How they come to the student.</param>
/// <param name="PlacedAt">下单时间.</param>
public sealed record ReprintLine(
    Guid OrderId,
    string Number,
    OrderStatus Status,
    ShownText StatusText,
    string SchoolName,
    ShownText OfferName,
    string Paper,
    int? WidthMm,
    int Sheets,
    ReprintDelivery Delivery,
    DateTimeOffset PlacedAt)
{
    internal static ReprintLine Of(Order order, Reprint reprint, ReprintOptions options) => new(
        order.Id.Value, order.Number.Value, order.Status, new ShownText(OrderWords.Of(order.Status)), order.Identity.SchoolName,
        ReprintView.NameOf(reprint, options), reprint.Job.Paper, reprint.Job.WidthMm, reprint.Job.Sheets, reprint.Delivery,
        order.PlacedAt.ToOffset(OrderNumber.ChinaOffset));
}

internal sealed class ListReprintsHandler(IReadDb db, IOptions<ReprintOptions> options)
    : IRequestHandler<ListReprintsQuery, Result<Page<ReprintLine>>>
{
    public async Task<Result<Page<ReprintLine>>> Handle(ListReprintsQuery query, CancellationToken cancellationToken)
    {
        if (!OrderCursor.TryParse(query.Cursor, out OrderCursor? cursor)) return CommonErrors.CursorInvalid;
        IQueryable<Order> orders = db.Orders.Where(order => order.Kind == OrderKind.Reprint);
        if (query.Status is { } status) orders = orders.Where(order => order.Status == status);
        if (cursor is not null)
        {
            // One range to begin with: an OR of two makes PostgreSQL read the index from its end.
            orders = orders.Where(order =>
                order.PlacedAt >= cursor.PlacedAt
                && (order.PlacedAt > cursor.PlacedAt || order.Number.CompareTo(cursor.Number) > 0));
        }

        var page = await orders.OrderBy(order => order.PlacedAt).ThenBy(order => order.Number).Take(query.PageSize + 1)
            .Join(db.Reprints, order => order.Id, reprint => reprint.OrderId, (order, reprint) => new { order, reprint })
            .ToListAsync(cancellationToken);
        var shown = page.OrderBy(row => row.order.PlacedAt).ThenBy(row => row.order.Number.Value, StringComparer.Ordinal).Take(query.PageSize).ToArray();
        return new Page<ReprintLine>(
            [.. shown.Select(row => ReprintLine.Of(row.order, row.reprint, options.Value))],
            page.Count > query.PageSize ? new OrderCursor(shown[^1].order.PlacedAt, shown[^1].order.Number).ToString() : null);
    }
}

/// <summary>One order for prints with where it is sent, which is recorded.</summary>
public sealed record GetReprintForStaffQuery(OrderId Order) : IQuery<StaffReprintView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("reprint.address_shown", "order", Order.Value);
}

/// <summary>One order for prints.</summary>
/// <param name="Line">What is to be printed.</param>
/// <param name="Address">Where it is sent; null where it is picked up, and once it was erased.</param>
public sealed record StaffReprintView(ReprintLine Line, PostalAddress? Address);

internal sealed class GetReprintForStaffHandler(IReadDb db, IOptions<ReprintOptions> options)
    : IRequestHandler<GetReprintForStaffQuery, Result<StaffReprintView>>
{
    public async Task<Result<StaffReprintView>> Handle(GetReprintForStaffQuery query, CancellationToken cancellationToken)
    {
        var found = await db.Orders.Where(order => order.Id == query.Order)
            .Join(db.Reprints, order => order.Id, reprint => reprint.OrderId, (order, reprint) => new { order, reprint })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? OrderErrors.NotFound
            : new StaffReprintView(ReprintLine.Of(found.order, found.reprint, options.Value), ReprintView.AddressOf(found.reprint));
    }
}
