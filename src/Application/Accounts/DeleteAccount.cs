using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Retention;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Retention;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Accounts;

/// <summary>注销账号: erases what is known of the student, and tells what was erased and what the law wants kept.</summary>
/// <param name="Account">The account.</param>
/// <param name="Confirmed">Whether the student confirmed it.</param>
/// <param name="Session">The session that asks, which must not have ended; null where none does.</param>
public sealed record DeleteAccountProcess(AccountId Account, bool Confirmed, Guid? Session = null) : IProcess<AccountDeletionView>, IIdempotent;

internal sealed class DeleteAccountValidator : AbstractValidator<DeleteAccountProcess>
{
    public DeleteAccountValidator() =>
        RuleFor(process => process.Confirmed).Equal(true)
            .Says("注销后无法恢复，请确认 confirmed 为 true。", "It cannot be undone: confirm with confirmed true.");
}

/// <summary>注销证明. Its hash stands in the audit trail, under <c>account.deleted</c>.</summary>
/// <param name="DeletedAt">When.</param>
/// <param name="Photos">Files of photos that were erased.</param>
/// <param name="Students">Enrolments that were erased.</param>
/// <param name="Orders">Orders whose personal columns were erased.</param>
/// <param name="Addresses">Addresses that were erased.</param>
/// <param name="Tickets">Tickets of support that were erased.</param>
/// <param name="Kept">What must be kept, and why.</param>
/// <param name="Sha256">SHA-256 of <c>account|deletedAt|photos|students|orders|addresses|tickets</c>, with the time in UTC to the microsecond.</param>
public sealed record AccountDeletionView(
    DateTimeOffset DeletedAt,
    int Photos,
    int Students,
    int Orders,
    int Addresses,
    int Tickets,
    IReadOnlyList<KeptView> Kept,
    string Sha256);

/// <summary>What must be kept.</summary>
/// <param name="What">Kind of the data.</param>
/// <param name="Count">How many, where that can be counted.</param>
/// <param name="Why">Why, and for how long.</param>
public sealed record KeptView(string What, int? Count, ShownText Why);

internal sealed class DeleteAccountHandler(ISender sender, ISessions sessions, IPhotoStore store)
    : IRequestHandler<DeleteAccountProcess, Result<AccountDeletionView>>
{
    public async Task<Result<AccountDeletionView>> Handle(DeleteAccountProcess request, CancellationToken cancellationToken)
    {
        if (request.Session is { } session && !await sessions.IsOpenAsync(session, cancellationToken)) return AccountErrors.SessionEnded;
        Result<DeletedAccount> deleted = await sender.Send(new DeleteAccountCommand(request.Account), cancellationToken);
        if (deleted.Error is { } error) return error;
        await store.DeleteAllAsync(deleted.Value.PhotoKeys);
        await sessions.EndAllAsync(request.Account.Value, CancellationToken.None);
        return deleted.Value.Proof;
    }
}

internal sealed record DeletedAccount(AccountDeletionView Proof, IReadOnlyList<string> PhotoKeys);

internal sealed record DeleteAccountCommand(AccountId Account) : ICommand<DeletedAccount>, IAudited
{
    public AuditNote? Note(object? answer) =>
        AuditNote.On("account.deleted", "account", Account.Value, $"sha256={((DeletedAccount)answer!).Proof.Sha256}");
}

internal sealed class DeleteAccountCommandHandler(IAccountRepository accounts, IErasure erasure, IReadDb db, TimeProvider clock)
    : IRequestHandler<DeleteAccountCommand, Result<DeletedAccount>>
{
    public async Task<Result<DeletedAccount>> Handle(DeleteAccountCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(command.Account, cancellationToken) is not { } account) return AccountErrors.SessionEnded;
        IReadOnlyList<string> underWay = await erasure.UnderWayAsync(command.Account, cancellationToken);
        if (underWay.Count > 0) return AccountErrors.HasLiveOrders.With("orderNumbers", underWay);
        DateTimeOffset now = clock.GetUtcNow();
        Erased erased = await erasure.ForgetAccountAsync(command.Account, cancellationToken);
        account.Delete(now);
        int charged = await db.Orders.CountAsync(order => order.AccountId == command.Account && order.Charges.Any(), cancellationToken);
        return new DeletedAccount(Proof(command.Account, erased.Counts, charged, account.Consents.Count, now), erased.PhotoKeys);
    }

    private static AccountDeletionView Proof(AccountId account, ErasedCounts erased, int charged, int consents, DateTimeOffset now)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{account}|{now.ToUniversalTime():yyyy-MM-ddTHH:mm:ss.ffffffZ}|{erased.Photos}|{erased.Students}|{erased.Orders}|{erased.Addresses}|{erased.Tickets}");
        List<KeptView> kept =
        [
            Keep("consents", consents, "同意与撤回的记录，用于证明处理合法，不含身份信息。", "When you agreed and withdrew, as proof that the processing was lawful; it does not say who you are."),
            Keep("orders", erased.Orders, "订单的状态与时间，已去除身份信息，仅用于统计与对账。", "States and times of your orders without who you are, for counts and reconciliation."),
            Keep("audit", null, "操作审计记录，仅含代号。", "The audit trail, which holds pseudonyms only."),
            Keep("roster", null, "学校提供的名单由学校负责，按批次保存期删除。", "Your school's own roster, erased by the campaign's clock; ask the school about it."),
        ];
        if (charged > 0)
        {
            kept.Insert(0, Keep(
                "payments", charged, "支付、退款与账目记录：《会计档案管理办法》要求会计凭证保存 30 年。",
                "Payments, refunds and postings: accounting records must be kept for 30 years."));
        }

        return new AccountDeletionView(
            now, erased.Photos, erased.Students, erased.Orders, erased.Addresses, erased.Tickets, kept,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static KeptView Keep(string what, int? count, string zh, string en) => new(what, count, new ShownText(new LocalizedText(zh, en)));
}
