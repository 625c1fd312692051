using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Invoices;

/// <summary>发票申请.</summary>
/// <param name="Id">Identity.</param>
/// <param name="OrderId">The order that was paid.</param>
/// <param name="Amount">What it is for: what was paid and did not go back.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusText">Where it stands, in words.</param>
/// <param name="Title">Whom it is made out to.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="DecidedAt">When it was issued or declined, or null.</param>
/// <param name="Number">发票号码, once issued.</param>
/// <param name="Reason">Why it was declined, or null.</param>
public sealed record InvoiceView(
    Guid Id,
    Guid OrderId,
    MoneyView Amount,
    InvoiceStatus Status,
    ShownText StatusText,
    InvoiceTitle Title,
    DateTimeOffset RequestedAt,
    DateTimeOffset? DecidedAt,
    string? Number,
    string? Reason)
{
    internal static InvoiceView Of(InvoiceRequest request) => new(
        request.Id.Value, request.OrderId.Value, MoneyView.Of(request.Amount), request.Status, new ShownText(WordsOf(request.Status)),
        new InvoiceTitle(request.Title, request.TaxNumber, request.Email), request.RequestedAt, request.DecidedAt, request.Number, request.Reason);

    private static LocalizedText WordsOf(InvoiceStatus status) => status switch
    {
        InvoiceStatus.Requested => new("已申请", "Requested"),
        InvoiceStatus.Issued => new("已开具", "Issued"),
        _ => new("未开具", "Declined"),
    };
}

/// <summary>发票申请: asks for an invoice of what was paid for an order.</summary>
public sealed record RequestInvoiceCommand(AccountId Account, OrderId Order, InvoiceTitle Title) : ICommand<InvoiceView>, IIdempotent;

internal sealed class RequestInvoiceValidator : AbstractValidator<RequestInvoiceCommand>
{
    public RequestInvoiceValidator()
    {
        RuleFor(command => command.Title.Title).NotEmpty().MaximumLength(InvoiceRequest.MaxTitleLength).OverridePropertyName("Title")
            .Says("请填写发票抬头，最长 100 个字符。", "Give the title, at most 100 characters.");
        RuleFor(command => command.Title.TaxNumber).Matches("^[0-9A-Z]{15,20}$").OverridePropertyName("TaxNumber")
            .Says("纳税人识别号应为 15 至 20 位数字或大写字母。", "A tax number has 15 to 20 digits or capitals.");
        RuleFor(command => command.Title.Email).EmailAddress().MaximumLength(InvoiceRequest.MaxEmailLength).OverridePropertyName("Email")
            .Says("邮箱格式不正确。", "That is no e-mail address.");
    }
}

internal sealed class RequestInvoiceHandler(IInvoices invoices, IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RequestInvoiceCommand, Result<InvoiceView>>
{
    public async Task<Result<InvoiceView>> Handle(RequestInvoiceCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Order, command.Account, cancellationToken) is not { } order) return OrderErrors.NotFound;
        if (await invoices.FindAsync(command.Order, cancellationToken) is { } there)
            return InvoiceErrors.AlreadyRequested.With("status", there.Status.ToString());
        DateTimeOffset now = clock.GetUtcNow();
        Result<InvoiceRequest> made = InvoiceRequest.Make(Id.New<InvoiceId>(now), order, command.Title, now);
        if (made.Error is { } error) return error;
        invoices.Add(made.Value);
        return InvoiceView.Of(made.Value);
    }
}

/// <summary>The account's requests, newest first.</summary>
public sealed record ListInvoicesQuery(AccountId Account) : IQuery<Page<InvoiceView>>;

internal sealed class ListInvoicesHandler(IReadDb db) : IRequestHandler<ListInvoicesQuery, Result<Page<InvoiceView>>>
{
    private const int Latest = 50;

    public async Task<Result<Page<InvoiceView>>> Handle(ListInvoicesQuery query, CancellationToken cancellationToken)
    {
        List<InvoiceRequest> found = await db.Invoices.Where(one => one.AccountId == query.Account)
            .OrderByDescending(one => one.RequestedAt).Take(Latest).ToListAsync(cancellationToken);
        return new Page<InvoiceView>([.. found.Select(InvoiceView.Of)], null);
    }
}

/// <summary>Requests for those who issue, the oldest first; titles are recorded as shown.</summary>
/// <param name="Status">Only those; null for those that wait.</param>
public sealed record ListInvoiceRequestsQuery(InvoiceStatus? Status) : IQuery<Page<InvoiceView>>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) =>
        new("invoices.shown", "invoices", (Status ?? InvoiceStatus.Requested).ToString());
}

internal sealed class ListInvoiceRequestsHandler(IReadDb db) : IRequestHandler<ListInvoiceRequestsQuery, Result<Page<InvoiceView>>>
{
    private const int Most = 100;

    public async Task<Result<Page<InvoiceView>>> Handle(ListInvoiceRequestsQuery query, CancellationToken cancellationToken)
    {
        InvoiceStatus status = query.Status ?? InvoiceStatus.Requested;
        List<InvoiceRequest> found = await db.Invoices.Where(one => one.Status == status)
            .OrderBy(one => one.RequestedAt).Take(Most).ToListAsync(cancellationToken);
        return new Page<InvoiceView>([.. found.Select(InvoiceView.Of)], null);
    }
}

/// <summary>Records the invoice that was issued outside CampusPhoto; the same number again changes nothing.</summary>
public sealed record IssueInvoiceCommand(InvoiceId Invoice, string Number) : ICommand<InvoiceView>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("invoice.issued", "invoice", Invoice.Value);
}

internal sealed class IssueInvoiceValidator : AbstractValidator<IssueInvoiceCommand>
{
    public IssueInvoiceValidator() =>
        RuleFor(command => command.Number).Matches("^[0-9A-Za-z-]{1,40}$")
            .Says("请填写发票号码，最长 40 位字母、数字或短横线。", "Give the invoice's number: at most 40 letters, digits or '-'.");
}

internal sealed class IssueInvoiceHandler(IInvoices invoices, IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<IssueInvoiceCommand, Result<InvoiceView>>
{
    public async Task<Result<InvoiceView>> Handle(IssueInvoiceCommand command, CancellationToken cancellationToken)
    {
        if (await invoices.GetAsync(command.Invoice, cancellationToken) is not { } request
            || await orders.GetAsync(request.OrderId, cancellationToken) is not { } order)
        {
            return InvoiceErrors.NotFound;
        }

        return request.Issue(command.Number, order, clock.GetUtcNow()).Error is { } error ? error : InvoiceView.Of(request);
    }
}

/// <summary>Declines a request; the student may ask again.</summary>
public sealed record DeclineInvoiceCommand(InvoiceId Invoice, string Reason) : ICommand<InvoiceView>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("invoice.declined", "invoice", Invoice.Value);
}

internal sealed class DeclineInvoiceValidator : AbstractValidator<DeclineInvoiceCommand>
{
    public DeclineInvoiceValidator() =>
        RuleFor(command => command.Reason).NotEmpty().MaximumLength(InvoiceRequest.MaxReasonLength)
            .Says("请填写原因，最长 200 个字符。", "Give a reason, at most 200 characters.");
}

internal sealed class DeclineInvoiceHandler(IInvoices invoices, TimeProvider clock) : IRequestHandler<DeclineInvoiceCommand, Result<InvoiceView>>
{
    public async Task<Result<InvoiceView>> Handle(DeclineInvoiceCommand command, CancellationToken cancellationToken)
    {
        if (await invoices.GetAsync(command.Invoice, cancellationToken) is not { } request) return InvoiceErrors.NotFound;
        return request.Decline(command.Reason, clock.GetUtcNow()).Error is { } error ? error : InvoiceView.Of(request);
    }
}
