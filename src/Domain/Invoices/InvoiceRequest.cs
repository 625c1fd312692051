using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Domain.Invoices;

/// <summary>Where a request for an invoice stands.</summary>
public enum InvoiceStatus
{
    /// <summary>已申请.</summary>
    Requested,

    /// <summary>已开具.</summary>
    Issued,

    /// <summary>未开具.</summary>
    Declined,
}

/// <summary>Whom the invoice is made out to.</summary>
/// <param name="Title">抬头.</param>
/// <param name="TaxNumber">纳税人识别号 of an organisation; null for a person.</param>
/// <param name="Email">Where the electronic invoice is sent; null where the student fetches it.</param>
public sealed record InvoiceTitle(string Title, string? TaxNumber = null, string? Email = null);

/// <summary>发票申请: an invoice that a student wants for what was paid.</summary>
public sealed class InvoiceRequest : AggregateRoot
{
    /// <summary>Greatest length of a title.</summary>
    public const int MaxTitleLength = 100;

    /// <summary>Greatest length of a tax number.</summary>
    public const int MaxTaxNumberLength = 20;

    /// <summary>Greatest length of an e-mail address.</summary>
    public const int MaxEmailLength = 100;

    /// <summary>Greatest length of an invoice's number.</summary>
    public const int MaxNumberLength = 40;

    /// <summary>Greatest length of a reason.</summary>
    public const int MaxReasonLength = 200;

    private InvoiceRequest() => Title = "";

    private InvoiceRequest(InvoiceId id, Order order, InvoiceTitle title, DateTimeOffset now)
    {
        (Id, OrderId, AccountId, Amount, RequestedAt) = (id, order.Id, order.AccountId, AmountOf(order), now);
        (Title, TaxNumber, Email) = (title.Title, title.TaxNumber, title.Email);
    }

    /// <summary>Identity.</summary>
    public InvoiceId Id { get; private set; }

    /// <summary>The order that was paid.</summary>
    public OrderId OrderId { get; private set; }

    /// <summary>The student's account.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>What the invoice is for: what was paid and did not go back.</summary>
    public Money Amount { get; private set; }

    /// <summary>抬头; encrypted at rest.</summary>
    public string Title { get; private set; }

    /// <summary>纳税人识别号; encrypted at rest.</summary>
    public string? TaxNumber { get; private set; }

    /// <summary>E-mail address; encrypted at rest.</summary>
    public string? Email { get; private set; }

    /// <summary>Where it stands.</summary>
    public InvoiceStatus Status { get; private set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>When it was issued or declined.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>发票号码.</summary>
    public string? Number { get; private set; }

    /// <summary>Why it was declined.</summary>
    public string? Reason { get; private set; }

    /// <summary>Asks for an invoice of what was paid for an order.</summary>
    /// <returns>The request, or <c>invoice.nothing_paid</c>.</returns>
    public static Result<InvoiceRequest> Make(InvoiceId id, Order order, InvoiceTitle title, DateTimeOffset now) =>
        AmountOf(order).Fen > 0 ? new InvoiceRequest(id, order, title, now) : InvoiceErrors.NothingPaid;

    /// <summary>Records the invoice that was issued, over what is paid now.</summary>
    /// <returns>Success, or <c>invoice.decided</c>, <c>invoice.nothing_paid</c>.</returns>
    public Result Issue(string number, Order order, DateTimeOffset now)
    {
        if (Status == InvoiceStatus.Issued && Number == number) return Result.Ok;
        if (Status != InvoiceStatus.Requested) return InvoiceErrors.Decided;
        if (AmountOf(order).Fen <= 0) return InvoiceErrors.NothingPaid;
        (Status, Number, Amount, DecidedAt) = (InvoiceStatus.Issued, number, AmountOf(order), now);
        Touch();
        return Result.Ok;
    }

    /// <summary>Declines it; the student may ask again.</summary>
    /// <returns>Success, or <c>invoice.decided</c>.</returns>
    public Result Decline(string reason, DateTimeOffset now)
    {
        if (Status != InvoiceStatus.Requested) return InvoiceErrors.Decided;
        (Status, Reason, DecidedAt) = (InvoiceStatus.Declined, reason, now);
        Touch();
        return Result.Ok;
    }

    private static Money AmountOf(Order order) => new(order.Paid.Fen - order.Returned.Fen);
}
