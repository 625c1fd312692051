using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Accounts;

/// <summary>Verifies the account's phone number by WeChat.</summary>
/// <param name="Account">The account.</param>
/// <param name="PhoneCode">From the phone button; single use, five minutes.</param>
public sealed record AddPhoneProcess(AccountId Account, string PhoneCode) : IProcess<PhoneView>;

internal sealed class AddPhoneValidator : AbstractValidator<AddPhoneProcess>
{
    public AddPhoneValidator() =>
        RuleFor(process => process.PhoneCode).NotEmpty().MaximumLength(128)
            .Says("请提供手机号授权凭证，最长 128 个字符。", "Give WeChat's phone code, at most 128 characters.");
}

/// <summary>A verified phone number.</summary>
/// <param name="MaskedPhone">Such as 138****1234.</param>
public sealed record PhoneView(string MaskedPhone);

internal sealed class AddPhoneHandler(ISender sender, IReadDb db, IWeChatLogin wechat)
    : IRequestHandler<AddPhoneProcess, Result<PhoneView>>
{
    public async Task<Result<PhoneView>> Handle(AddPhoneProcess request, CancellationToken cancellationToken)
    {
        string openId = await db.Accounts.Where(account => account.Id == request.Account)
            .Select(account => account.OpenId).SingleAsync(cancellationToken);
        Result<string> phone = await wechat.GetPhoneNumberAsync(request.PhoneCode, openId, cancellationToken);
        if (phone.Error is { } refused) return refused;
        Result saved = await sender.Send(new SetPhoneCommand(request.Account, phone.Value), cancellationToken);
        return saved.Error is { } error ? error : new PhoneView(Mask.Phone(phone.Value));
    }
}

internal sealed record SetPhoneCommand(AccountId Account, string Phone) : ICommand;

internal sealed class SetPhoneHandler(IAccountRepository accounts, IPersonalDataHasher hasher)
    : IRequestHandler<SetPhoneCommand, Result>
{
    public async Task<Result> Handle(SetPhoneCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(command.Account, cancellationToken) is not { } account) return AccountErrors.SessionEnded;
        account.SetPhone(command.Phone, hasher.Hash(PersonalValue.Phone, command.Phone));
        return Result.Ok;
    }
}
