using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// 异常退款: sends a refund elsewhere that the payer's account does not take. Money that goes to the merchant's own bank
/// account is then paid by people, who prove it. To a card the first person only names it; the same one by another member of
/// finance sends it. Repeating it is safe, and it takes no Idempotency-Key: nothing made of the card is kept but a keyed hash.
/// </summary>
/// <param name="OutRefundNo">Our number of the refund.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Card">The payer's card, when it goes to one.</param>
/// <param name="By">The member of finance.</param>
public sealed record RedirectRefundProcess(string OutRefundNo, RefundDestination To, BankCard? Card, Guid By) : IProcess<StaffRefundView>;

internal sealed class RedirectRefundValidator : AbstractValidator<RedirectRefundProcess>
{
    public RedirectRefundValidator()
    {
        RuleFor(process => process.To).IsInEnum().Says("去向应为 PayerCard 或 Merchant。", "The destination is PayerCard or Merchant.");
        RuleFor(process => process.Card).Must((process, card) => card is null == (process.To == RefundDestination.Merchant))
            .Says("退至银行卡时请填写 card，退至商户时不填。", "Give the card when it goes to one, and only then.");
        When(process => process.Card is not null, () =>
        {
            RuleFor(process => process.Card!.Bank).Matches("^[A-Z0-9_]{2,32}$")
                .Says("bank 应为微信的银行编码，例如 ICBC_DEBIT。", "The bank is WeChat's code of it, such as ICBC_DEBIT.");
            RuleFor(process => process.Card!.Number).Matches("^[0-9]{12,19}$").Says("卡号应为 12 至 19 位数字。", "A card's number has 12 to 19 digits.");
            RuleFor(process => process.Card!.Holder).NotEmpty().MaximumLength(64).Says("请填写持卡人姓名。", "Give the holder's name.");
        });
    }
}

internal sealed class RedirectRefundHandler(
    ISender sender, IReadDb db, IPaymentGateway gateway, IPersonalDataHasher hasher, RefundSettlement settlement)
    : IRequestHandler<RedirectRefundProcess, Result<StaffRefundView>>
{
    public async Task<Result<StaffRefundView>> Handle(RedirectRefundProcess request, CancellationToken cancellationToken)
    {
        KeyedHash? card = request.Card is { } named
            ? hasher.Hash(PersonalValue.BankCard, $"{named.Bank}\n{named.Number}\n{named.Holder}")
            : null;
        Result<bool> agreed = await sender.Send(
            new RecordRedirectionCommand(request.OutRefundNo, request.To, card, request.By), cancellationToken);
        if (agreed.Error is { } error) return error;
        if (agreed.Value && await SendAsync(request, cancellationToken) is { } unsent) return unsent;
        return await StaffRefundView.FindAsync(db, request.OutRefundNo, cancellationToken) is { } view ? view : PaymentErrors.Unknown;
    }

    private async Task<Error?> SendAsync(RedirectRefundProcess request, CancellationToken cancellationToken)
    {
        var found = await db.Orders
            .SelectMany(
                order => order.Refunds.Where(refund => refund.OutRefundNo == request.OutRefundNo),
                (order, refund) => new
                {
                    refund.RefundId,
                    Account = order.Attempts.Where(one => one.OutTradeNo == refund.OutTradeNo).Select(one => one.MerchantAccount).First(),
                })
            .SingleAsync(cancellationToken);
        Result<RefundFact> told = await gateway.RedirectRefundAsync(
            new RefundRedirection(found.Account, found.RefundId!, request.OutRefundNo, request.Card), cancellationToken);
        if (told.Succeeded) return (await sender.Send(new ApplyRefundCommand(told.Value), cancellationToken)).Error;
        if (told.Error!.Is(LoginErrors.WeChatUnavailable)) return told.Error;

        // It may be under way already, when an earlier answer was lost or two asked at once.
        Result<bool> asked = await settlement.SettleAsync(request.OutRefundNo, cancellationToken);
        if (asked.Error is { } unanswered) return unanswered;
        bool stillAbnormal = (await StaffRefundView.FindAsync(db, request.OutRefundNo, cancellationToken))?.MayBeRedirected == true;
        return stillAbnormal ? told.Error : null;
    }
}

/// <summary>Records where a refund goes; answers whether it may be sent there now.</summary>
internal sealed record RecordRedirectionCommand(string OutRefundNo, RefundDestination To, KeyedHash? Card, Guid By) : ICommand<bool>, IAudited
{
    AuditNote? IAudited.Note(object? answer) => new("refund.redirected", "refund", OutRefundNo, To.ToString());
}

internal sealed class RecordRedirectionHandler(IOrderRepository orders, TimeProvider clock)
    : IRequestHandler<RecordRedirectionCommand, Result<bool>>
{
    public async Task<Result<bool>> Handle(RecordRedirectionCommand command, CancellationToken cancellationToken) =>
        await orders.FindByOutRefundNoAsync(command.OutRefundNo, cancellationToken) is { } order
            ? order.RedirectRefund(
                command.OutRefundNo, command.To, command.Card, new Actor(ActorKind.Finance, command.By), clock.GetUtcNow())
            : PaymentErrors.Unknown;
}
