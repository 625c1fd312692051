using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Retention;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Accounts;

/// <summary>
/// 撤回同意: no more photos are taken from now on. With the consent to handle the face, the photos that no order needs are
/// erased at once; those of orders stay until these are cancelled, or over.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="Purpose">What the consent was for.</param>
public sealed record WithdrawConsentProcess(AccountId Account, ConsentPurpose Purpose) : IProcess<ConsentWithdrawalView>, IIdempotent;

internal sealed class WithdrawConsentValidator : AbstractValidator<WithdrawConsentProcess>
{
    public WithdrawConsentValidator() =>
        RuleFor(process => process.Purpose).IsInEnum()
            .Says("purpose 应为 PhotoGuide 或 FaceData。", "The purpose is PhotoGuide or FaceData.");
}

/// <summary>What a withdrawal came to.</summary>
/// <param name="Purpose">What the consent was for.</param>
/// <param name="WithdrawnAt">When it was withdrawn.</param>
/// <param name="ErasedPhotos">Files of photos that were erased.</param>
/// <param name="OrdersUnderWay">订单编号 of orders whose photos are still needed.</param>
/// <param name="Text">What that means.</param>
public sealed record ConsentWithdrawalView(
    ConsentPurpose Purpose, DateTimeOffset WithdrawnAt, int ErasedPhotos, IReadOnlyList<string> OrdersUnderWay, ShownText Text);

internal sealed class WithdrawConsentHandler(ISender sender, IErasure erasure, IPhotoStore store)
    : IRequestHandler<WithdrawConsentProcess, Result<ConsentWithdrawalView>>
{
    private static readonly LocalizedText Stopped = new(
        "已撤回同意，将不再接收新的照片。", "Withdrawn; no more photos are taken.");

    private static readonly LocalizedText StillNeeded = new(
        "已撤回同意，将不再接收新的照片。进行中的订单仍需使用照片，取消订单或订单结束后照片会删除。",
        "Withdrawn; no more photos are taken. Orders under way still need theirs; these are erased once the orders are cancelled, or over.");

    public async Task<Result<ConsentWithdrawalView>> Handle(WithdrawConsentProcess request, CancellationToken cancellationToken)
    {
        Result<DateTimeOffset> withdrawn = await sender.Send(new WithdrawConsentCommand(request.Account, request.Purpose), cancellationToken);
        if (withdrawn.Error is { } error) return error;
        int erased = 0;
        IReadOnlyList<string> underWay = [];
        if (request.Purpose == ConsentPurpose.FaceData)
        {
            foreach (EnrolmentId enrolment in await erasure.UnorderedAsync(request.Account, cancellationToken))
            {
                Result<Erased> photos = await sender.Send(
                    new ErasePhotosCommand(enrolment, ErasureGround.ConsentWithdrawn), cancellationToken);
                if (photos.Error is not null) continue;
                await store.DeleteAllAsync(photos.Value.PhotoKeys);
                erased += photos.Value.Counts.Photos;
            }

            underWay = await erasure.UnderWayAsync(request.Account, cancellationToken);
        }

        return new ConsentWithdrawalView(
            request.Purpose, withdrawn.Value, erased, underWay, new ShownText(underWay.Count == 0 ? Stopped : StillNeeded));
    }
}

internal sealed record WithdrawConsentCommand(AccountId Account, ConsentPurpose Purpose) : ICommand<DateTimeOffset>, IAudited
{
    public AuditNote? Note(object? answer) => AuditNote.On("consent.withdrawn", "account", Account.Value, Purpose.ToString());
}

internal sealed class WithdrawConsentCommandHandler(IAccountRepository accounts, TimeProvider clock)
    : IRequestHandler<WithdrawConsentCommand, Result<DateTimeOffset>>
{
    public async Task<Result<DateTimeOffset>> Handle(WithdrawConsentCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(command.Account, cancellationToken) is not { } account) return AccountErrors.SessionEnded;
        DateTimeOffset now = clock.GetUtcNow();
        return account.WithdrawConsent(command.Purpose, now).Error is { } error ? error : now;
    }
}
