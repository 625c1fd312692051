using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>A day's comparison with the provider's bill.</summary>
/// <param name="MerchantAccount">Key of the merchant account.</param>
/// <param name="Day">The day in China.</param>
/// <param name="MadeAt">When it was compared last.</param>
/// <param name="Charges">Charges of the bill.</param>
/// <param name="Refunds">Refunds of the bill.</param>
/// <param name="TheirCharged">Charged, by the bill.</param>
/// <param name="OurCharged">Charged, by our ledger.</param>
/// <param name="TheirRefunded">Refunds, by the bill.</param>
/// <param name="OurRefunded">Refunds that the provider accepted on the day, by us.</param>
/// <param name="Flow">The account's movements.</param>
/// <param name="Open">Differences that a person has to look into.</param>
/// <param name="Note">What a person found.</param>
/// <param name="Differences">All differences.</param>
public sealed record ReconciliationView(
    string MerchantAccount,
    DateOnly Day,
    DateTimeOffset MadeAt,
    int Charges,
    int Refunds,
    MoneyView TheirCharged,
    MoneyView OurCharged,
    MoneyView TheirRefunded,
    MoneyView OurRefunded,
    FundFlowView Flow,
    int Open,
    string? Note,
    IReadOnlyList<DifferenceView> Differences)
{
    internal static ReconciliationView Of(Reconciliation day) => new(
        day.MerchantAccount, day.Day, day.MadeAt.ToOffset(OrderNumber.ChinaOffset), day.Charges, day.Refunds,
        new MoneyView(day.TheirChargedFen, Money.Currency), new MoneyView(day.OurChargedFen, Money.Currency),
        new MoneyView(day.TheirRefundedFen, Money.Currency), new MoneyView(day.OurRefundedFen, Money.Currency),
        FundFlowView.Of(day.Flow), day.IsOpen ? day.Alarms : 0, day.Note,
        [
            .. day.Differences.OrderBy(one => one.Sequence).Select(one => new DifferenceView(
                one.Bill, one.Kind, one.Handling, one.OutTradeNo, one.TransactionId, one.OutRefundNo, one.OurFen, one.TheirFen)),
        ]);
}

/// <summary>资金账单: what moved on the merchant's basic account in the day.</summary>
/// <param name="Movements">How many movements.</param>
/// <param name="Income">Everything that came in.</param>
/// <param name="Expense">Everything that went out.</param>
/// <param name="Fees">The provider's fees among it.</param>
/// <param name="OtherIncome">What came in by neither charges nor fees, such as topping up.</param>
/// <param name="OtherExpense">What went out by neither refunds nor fees, such as withdrawals.</param>
public sealed record FundFlowView(
    int Movements, MoneyView Income, MoneyView Expense, MoneyView Fees, MoneyView OtherIncome, MoneyView OtherExpense)
{
    internal static FundFlowView Of(FundFlowSums flow) => new(
        flow.Movements, Fen(flow.IncomeFen), Fen(flow.ExpenseFen), Fen(flow.FeesFen), Fen(flow.OtherIncomeFen), Fen(flow.OtherExpenseFen));

    private static MoneyView Fen(long fen) => new(fen, Money.Currency);
}

/// <summary>A difference between us and the provider's bill.</summary>
/// <param name="Bill">Which bill it is about.</param>
/// <param name="Kind">What differs.</param>
/// <param name="Handling">What was done about it.</param>
/// <param name="OutTradeNo">Our number of the payment attempt, as the bill has it.</param>
/// <param name="TransactionId">The provider's number of the charge.</param>
/// <param name="OutRefundNo">Our number of the refund; null for a charge.</param>
/// <param name="OurFen">What we have, or for movements the bill of charges and refunds, in fen; null where we have nothing.</param>
/// <param name="TheirFen">What the bill has, in fen; null where it has nothing.</param>
public sealed record DifferenceView(
    BillKind Bill, DifferenceKind Kind, DifferenceHandling Handling, string OutTradeNo, string TransactionId, string? OutRefundNo,
    long? OurFen, long? TheirFen);

/// <summary>The latest days that were compared, newest first.</summary>
public sealed record ListReconciliationsQuery : IQuery<Page<ReconciliationView>>;

internal sealed class ListReconciliationsHandler(IReadDb db)
    : IRequestHandler<ListReconciliationsQuery, Result<Page<ReconciliationView>>>
{
    private const int Latest = 60;

    public async Task<Result<Page<ReconciliationView>>> Handle(ListReconciliationsQuery query, CancellationToken cancellationToken)
    {
        List<Reconciliation> days = await db.Reconciliations.Include(day => day.Differences)
            .OrderByDescending(day => day.Day).ThenBy(day => day.MerchantAccount).Take(Latest).ToListAsync(cancellationToken);
        return new Page<ReconciliationView>([.. days.Select(ReconciliationView.Of)], null);
    }
}

/// <summary>One day of a merchant account.</summary>
public sealed record GetReconciliationQuery(string MerchantAccount, DateOnly Day) : IQuery<ReconciliationView>;

internal sealed class GetReconciliationHandler(IReadDb db)
    : IRequestHandler<GetReconciliationQuery, Result<ReconciliationView>>
{
    public async Task<Result<ReconciliationView>> Handle(GetReconciliationQuery query, CancellationToken cancellationToken) =>
        await db.Reconciliations.Include(day => day.Differences).SingleOrDefaultAsync(
            day => day.MerchantAccount == query.MerchantAccount && day.Day == query.Day, cancellationToken) is { } found
            ? ReconciliationView.Of(found)
            : PaymentErrors.NotReconciled;
}

/// <summary>A person has looked into a day's differences.</summary>
public sealed record ResolveReconciliationCommand(string MerchantAccount, DateOnly Day, string Note, Guid By)
    : ICommand<ReconciliationView>, IIdempotent, IAudited
{
    AuditNote? IAudited.Note(object? answer) => new(
        "reconciliation.resolved", "reconciliation", Day.ToString("O", CultureInfo.InvariantCulture), MerchantAccount);
}

internal sealed class ResolveReconciliationValidator : AbstractValidator<ResolveReconciliationCommand>
{
    public ResolveReconciliationValidator() =>
        RuleFor(command => command.Note).NotEmpty().MaximumLength(Reconciliation.MaxNoteLength)
            .OverridePropertyName("Reason").Says("请填写处理结果，最长 200 个字符。", "Say what was found, in at most 200 characters.");
}

internal sealed class ResolveReconciliationHandler(IReconciliationRepository days)
    : IRequestHandler<ResolveReconciliationCommand, Result<ReconciliationView>>
{
    public async Task<Result<ReconciliationView>> Handle(ResolveReconciliationCommand command, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(command.MerchantAccount, command.Day, cancellationToken) is not { } day) return PaymentErrors.NotReconciled;
        Result resolved = day.Resolve(command.Note, new Actor(ActorKind.Finance, command.By));
        return resolved.Error is { } error ? error : ReconciliationView.Of(day);
    }
}
