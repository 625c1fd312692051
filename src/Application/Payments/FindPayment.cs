using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>All that is known of an order's money, by whatever number it is known.</summary>
/// <param name="Number">The order's UUID or 订单编号, an out_trade_no, a transaction id or an out_refund_no.</param>
public sealed record FindPaymentQuery(string Number) : IQuery<PaymentDossier>;

/// <summary>An order's money.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="RefundStatus">How its money goes back.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Refundable">What is left of the payment.</param>
/// <param name="Attempts">Payment attempts, oldest first.</param>
/// <param name="Charges">Charges that came in, oldest first.</param>
/// <param name="Refunds">Refunds, oldest first.</param>
/// <param name="Ledger">Its lines of the ledger, oldest first.</param>
/// <param name="Version">The version to send in If-Match.</param>
public sealed record PaymentDossier(
    Guid OrderId,
    string Number,
    OrderStatus Status,
    RefundStatus RefundStatus,
    MoneyView Price,
    MoneyView Refundable,
    IReadOnlyList<StaffAttemptView> Attempts,
    IReadOnlyList<ChargeView> Charges,
    IReadOnlyList<StaffRefundView> Refunds,
    IReadOnlyList<LedgerLineView> Ledger,
    long Version);

/// <summary>A payment attempt as staff see it.</summary>
/// <param name="OutTradeNo">Our number at the provider.</param>
/// <param name="Method">By which means.</param>
/// <param name="MerchantAccount">Key of the merchant account.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Amount">What was asked for.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="ExpiresAt">When it stops being payable.</param>
/// <param name="NextCheckAt">When the provider is asked next.</param>
/// <param name="Checks">How often the timers have asked.</param>
/// <param name="Evidence">What proves a transfer.</param>
public sealed record StaffAttemptView(
    string OutTradeNo,
    PaymentMethod Method,
    string MerchantAccount,
    AttemptState State,
    MoneyView Amount,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? NextCheckAt,
    int Checks,
    string? Evidence);

/// <summary>A charge that came in.</summary>
/// <param name="TransactionId">The provider's number.</param>
/// <param name="OutTradeNo">Our number of the attempt.</param>
/// <param name="Amount">How much.</param>
/// <param name="Disposition">What it is to us.</param>
/// <param name="Difference">What differs from what was asked for: amount, currency, app, merchant, payer.</param>
/// <param name="PaidAt">When it was paid, by the provider.</param>
/// <param name="ReceivedAt">When we learned of it.</param>
public sealed record ChargeView(
    string TransactionId,
    string OutTradeNo,
    MoneyView Amount,
    ChargeDisposition Disposition,
    string? Difference,
    DateTimeOffset PaidAt,
    DateTimeOffset ReceivedAt);

/// <summary>A line of the ledger.</summary>
/// <param name="Posting">What happened.</param>
/// <param name="Book">The book.</param>
/// <param name="AmountFen">Fen, positive into the book and negative out of it.</param>
/// <param name="At">When.</param>
public sealed record LedgerLineView(string Posting, LedgerBook Book, long AmountFen, DateTimeOffset At);

internal sealed class FindPaymentHandler(IReadDb db) : IRequestHandler<FindPaymentQuery, Result<PaymentDossier>>
{
    public async Task<Result<PaymentDossier>> Handle(FindPaymentQuery query, CancellationToken cancellationToken)
    {
        if (await FindAsync(query.Number, cancellationToken) is not { } id) return PaymentErrors.Unknown;
        Order order = await db.Orders.Include(one => one.Attempts).Include(one => one.Charges).Include(one => one.Refunds)
            .SingleAsync(one => one.Id == id, cancellationToken);
        List<LedgerEntry> ledger = await db.Ledger.Where(line => line.OrderId == id)
            .OrderBy(line => line.At).ThenBy(line => line.Posting).ThenBy(line => line.Book).ToListAsync(cancellationToken);
        return new PaymentDossier(
            order.Id.Value, order.Number.Value, order.Status, order.RefundStatus, MoneyView.Of(order.Price),
            MoneyView.Of(order.Refundable),
            [
                .. order.Attempts.OrderBy(one => one.Sequence).Select(one => new StaffAttemptView(
                    one.OutTradeNo, one.Method, one.MerchantAccount, one.State, MoneyView.Of(one.Amount), China(one.CreatedAt),
                    China(one.ExpiresAt), one.NextCheckAt is { } next ? China(next) : null, one.Checks, one.Evidence)),
            ],
            [
                .. order.Charges.OrderBy(one => one.ReceivedAt).ThenBy(one => one.TransactionId).Select(one => new ChargeView(
                    one.TransactionId, one.OutTradeNo, new MoneyView(one.Amount.Fen, one.Currency), one.Disposition, one.Difference,
                    China(one.PaidAt), China(one.ReceivedAt))),
            ],
            [
                .. order.Refunds.OrderBy(one => one.DecidedAt).ThenBy(one => one.OutRefundNo)
                    .Select(one => StaffRefundView.Of(order, one)),
            ],
            [.. ledger.Select(line => new LedgerLineView(line.Posting, line.Book, line.AmountFen, China(line.At)))],
            order.Version);
    }

    private async Task<OrderId?> FindAsync(string number, CancellationToken cancellationToken)
    {
        IQueryable<Order> orders;
        if (Guid.TryParse(number, out Guid guid))
        {
            var id = new OrderId(guid);
            orders = db.Orders.Where(order => order.Id == id);
        }
        else
        {
            var orderNumber = new OrderNumber(number);
            orders = db.Orders.Where(order => order.Number == orderNumber
                || order.Attempts.Any(attempt => attempt.OutTradeNo == number)
                || order.Charges.Any(charge => charge.TransactionId == number)
                || order.Refunds.Any(refund => refund.OutRefundNo == number));
        }

        return await orders.Select(order => (OrderId?)order.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private static DateTimeOffset China(DateTimeOffset time) => time.ToOffset(OrderNumber.ChinaOffset);
}

/// <summary>Payments that wait for a person: charges that differ from what was asked for, and transfers to be agreed to.</summary>
public sealed record ListOpenPaymentsQuery : IQuery<Page<OpenPaymentView>>;

/// <summary>A payment that waits for a person.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">订单编号.</param>
/// <param name="OutTradeNo">Our number of the attempt.</param>
/// <param name="TransactionId">The provider's number of a charge that is looked into; null for a transfer.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Came">What came; null for a transfer that waits for its second person.</param>
/// <param name="Difference">What differs.</param>
/// <param name="Evidence">What proves a transfer.</param>
/// <param name="Version">The version to send in If-Match.</param>
public sealed record OpenPaymentView(
    Guid OrderId, string Number, string OutTradeNo, string? TransactionId, MoneyView Asked, MoneyView? Came, string? Difference,
    string? Evidence, long Version);

internal sealed class ListOpenPaymentsHandler(IReadDb db) : IRequestHandler<ListOpenPaymentsQuery, Result<Page<OpenPaymentView>>>
{
    private const int Most = 100;

    public async Task<Result<Page<OpenPaymentView>>> Handle(ListOpenPaymentsQuery query, CancellationToken cancellationToken)
    {
        List<Order> orders = await db.Orders.Include(order => order.Attempts).Include(order => order.Charges)
            .Where(order => order.Charges.Any(charge => charge.Disposition == ChargeDisposition.Suspicious)
                || order.Attempts.Any(attempt => attempt.Method == PaymentMethod.Transfer && attempt.State == AttemptState.Pending))
            .OrderBy(order => order.PlacedAt).ThenBy(order => order.Number).Take(Most).ToListAsync(cancellationToken);
        return new Page<OpenPaymentView>(
            [
                .. orders.SelectMany(order => order.Charges
                    .Where(charge => charge.Disposition == ChargeDisposition.Suspicious)
                    .Select(charge => View(order, order.Attempts.Single(one => one.OutTradeNo == charge.OutTradeNo), charge))
                    .Concat(order.Attempts.Where(attempt => attempt.AwaitsApproval).Select(attempt => View(order, attempt, null)))),
            ],
            null);
    }

    private static OpenPaymentView View(Order order, PaymentAttempt attempt, ReceivedCharge? charge) => new(
        order.Id.Value, order.Number.Value, attempt.OutTradeNo, charge?.TransactionId, MoneyView.Of(attempt.Amount),
        charge is null ? null : new MoneyView(charge.Amount.Fen, charge.Currency), charge?.Difference, attempt.Evidence, order.Version);
}

/// <summary>Asks the provider now what became of a payment attempt, and applies it.</summary>
public sealed record AskPaymentProcess(string OutTradeNo) : IProcess<PaymentDossier>;

internal sealed class AskPaymentHandler(ISender sender, IReadDb db, AttemptSettlement settlement, PaymentProviders providers)
    : IRequestHandler<AskPaymentProcess, Result<PaymentDossier>>
{
    public async Task<Result<PaymentDossier>> Handle(AskPaymentProcess request, CancellationToken cancellationToken)
    {
        PaymentAttempt? attempt = await db.Orders.SelectMany(order => order.Attempts)
            .SingleOrDefaultAsync(one => one.OutTradeNo == request.OutTradeNo, cancellationToken);
        if (attempt is null) return PaymentErrors.Unknown;
        if (providers.Of(attempt.Method).Capabilities.HasFlag(PaymentCapabilities.Query))
        {
            Result<ChargeState> asked = await settlement.AskAsync(attempt.ToDue(), cancellationToken);
            if (asked.Error is { } error) return error;
        }

        return await sender.Send(new FindPaymentQuery(request.OutTradeNo), cancellationToken);
    }
}
