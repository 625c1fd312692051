using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Accounts;

/// <summary>授权登录: logs a WeChat user in, with an account made at the first login.</summary>
/// <param name="LoginCode">From <c>wx.login</c>; single use, five minutes.</param>
/// <param name="PhoneCode">From the phone button, if the student allowed it.</param>
/// <param name="AgreementVersion">Version of the user agreement that was ticked.</param>
/// <param name="Device">Kind of the device; null where it does not say.</param>
public sealed record LogInProcess(string LoginCode, string? PhoneCode, string AgreementVersion, string? Device = null) : IProcess<LogInAnswer>;

internal sealed class LogInValidator : AbstractValidator<LogInProcess>
{
    public LogInValidator()
    {
        RuleFor(login => login.LoginCode).NotEmpty().MaximumLength(128)
            .Says("请提供微信登录凭证，最长 128 个字符。", "Give WeChat's login code, at most 128 characters.");
        RuleFor(login => login.PhoneCode).MaximumLength(128)
            .Says("手机号凭证最长 128 个字符。", "A phone code has at most 128 characters.");
        RuleFor(login => login.AgreementVersion).NotEmpty().MaximumLength(32)
            .Says("请提供已勾选的用户协议版本。", "Give the version of the agreement that was ticked.");
    }
}

/// <summary>Who logged in.</summary>
/// <param name="Ticket">The session.</param>
/// <param name="PhoneRequired">Whether a phone number is still to be verified.</param>
public sealed record LogInAnswer(SessionTicket Ticket, bool PhoneRequired);

internal sealed class LogInHandler(ISender sender, IWeChatLogin wechat, ISessions sessions)
    : IRequestHandler<LogInProcess, Result<LogInAnswer>>
{
    public async Task<Result<LogInAnswer>> Handle(LogInProcess request, CancellationToken cancellationToken)
    {
        // Before the code is spent: a student with an old page keeps the code for the next try.
        if (request.AgreementVersion != Agreements.UserAgreement.Version)
            return AccountErrors.AgreementOutdated.With("version", Agreements.UserAgreement.Version);

        Result<string> openId = await wechat.ExchangeLoginCodeAsync(request.LoginCode, cancellationToken);
        if (openId.Error is { } refused) return refused;

        // The login code is spent: a phone that WeChat does not hand out must not cost the login too.
        string? phone = null;
        if (!string.IsNullOrEmpty(request.PhoneCode)
            && await wechat.GetPhoneNumberAsync(request.PhoneCode, openId.Value, cancellationToken) is { Succeeded: true } found)
        {
            phone = found.Value;
        }

        Result<EnteredAccount> entered = await sender.Send(
            new EnterAccountCommand(openId.Value, request.AgreementVersion, phone), cancellationToken);
        if (entered.Error is { } error) return error;
        SessionTicket ticket = await sessions.OpenAsync(entered.Value.Id, SessionKind.Student, request.Device, cancellationToken);
        return new LogInAnswer(ticket, !entered.Value.HasPhone);
    }
}

internal sealed record EnterAccountCommand(string OpenId, string AgreementVersion, string? Phone) : ICommand<EnteredAccount>;

internal sealed record EnteredAccount(Guid Id, bool HasPhone);

internal sealed class EnterAccountHandler(IAccountRepository accounts, IPersonalDataHasher hasher, TimeProvider clock)
    : IRequestHandler<EnterAccountCommand, Result<EnteredAccount>>
{
    public async Task<Result<EnteredAccount>> Handle(EnterAccountCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Account? account = await accounts.FindByOpenIdAsync(command.OpenId, cancellationToken);
        if (account is null)
        {
            account = new Account(Id.New<AccountId>(now), command.OpenId, command.AgreementVersion, now);
            accounts.Add(account);
        }

        account.Agree(command.AgreementVersion, now);
        if (command.Phone is { } phone) account.SetPhone(phone, hasher.Hash(PersonalValue.Phone, phone));
        return new EnteredAccount(account.Id.Value, account.Phone is not null);
    }
}
