using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Staff;

/// <summary>Who the caller is.</summary>
/// <param name="Person">The person.</param>
/// <param name="RecoveryCodesLeft">Recovery codes that have not been used.</param>
public sealed record OwnAccountView(StaffView Person, int RecoveryCodesLeft);

/// <summary>The caller's own account.</summary>
public sealed record GetOwnAccountQuery(Guid Person) : IQuery<OwnAccountView>;

internal sealed class GetOwnAccountHandler(IStaffAccounts accounts, ISecondFactors factors, TimeProvider clock)
    : IRequestHandler<GetOwnAccountQuery, Result<OwnAccountView>>
{
    public async Task<Result<OwnAccountView>> Handle(GetOwnAccountQuery query, CancellationToken cancellationToken) =>
        await accounts.GetAsync(query.Person, cancellationToken) is { LeftAt: null } account
            ? new OwnAccountView(
                StaffView.Of(account, clock.GetUtcNow()), await factors.CountRecoveryCodesAsync(query.Person, cancellationToken))
            : AccountErrors.SessionEnded;
}

/// <summary>A person changes the own password; all sessions end.</summary>
public sealed record ChangePasswordProcess(Guid Person, string Present, string Next) : IProcess<Unit>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("staff.password_changed", "staff", Person);
}

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePasswordProcess>
{
    public ChangePasswordValidator()
    {
        RuleFor(process => process.Present).NotEmpty().MaximumLength(Passwords.MaxLength)
            .Says("请输入当前密码。", "Give the present password.");
        RuleFor(process => process.Next).IsPassword();
        RuleFor(process => process.Next).NotEqual(process => process.Present)
            .Says("新密码不能与当前密码相同。", "The new password must differ from the present one.");
    }
}

internal sealed class ChangePasswordHandler(ISender sender, IStaffDirectory staff, ISessions sessions)
    : IRequestHandler<ChangePasswordProcess, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(ChangePasswordProcess request, CancellationToken cancellationToken)
    {
        Result held = await staff.CheckPasswordAsync(request.Person, request.Present, cancellationToken);
        if (held.Error is { } wrong) return wrong;
        Result set = await sender.Send(new SetPasswordCommand(request.Person, request.Next), cancellationToken);
        if (set.Error is { } error) return error;
        await sessions.EndAllAsync(request.Person, cancellationToken);
        return Unit.Value;
    }
}

internal sealed record SetPasswordCommand(Guid Person, string Password) : ICommand;

internal sealed class SetPasswordHandler(IStaffAccounts accounts) : IRequestHandler<SetPasswordCommand, Result>
{
    public async Task<Result> Handle(SetPasswordCommand command, CancellationToken cancellationToken)
    {
        await accounts.SetPasswordAsync(command.Person, command.Password, cancellationToken);
        return Result.Ok;
    }
}

/// <summary>A person begins to set up a second factor.</summary>
public sealed record BeginSecondFactorProcess(Guid Person) : IProcess<SecondFactorSecret>;

internal sealed class BeginSecondFactorHandler(ISecondFactors factors)
    : IRequestHandler<BeginSecondFactorProcess, Result<SecondFactorSecret>>
{
    public Task<Result<SecondFactorSecret>> Handle(BeginSecondFactorProcess request, CancellationToken cancellationToken) =>
        factors.BeginAsync(request.Person, cancellationToken);
}

/// <summary>A person turns the second factor on with a code of the authenticator.</summary>
public sealed record ConfirmSecondFactorProcess(Guid Person, string Code) : IProcess<RecoveryCodes>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("staff.second_factor_on", "staff", Person);
}

/// <summary>Codes that stand in for a lost phone, each once. They are shown once.</summary>
/// <param name="Codes">Ten codes.</param>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes);

internal sealed class ConfirmSecondFactorValidator : AbstractValidator<ConfirmSecondFactorProcess>
{
    public ConfirmSecondFactorValidator() =>
        RuleFor(process => process.Code).NotEmpty().Matches("^[0-9]{6}$")
            .Says("请输入 6 位验证码。", "Give the six digits.");
}

internal sealed class ConfirmSecondFactorHandler(ISecondFactors factors)
    : IRequestHandler<ConfirmSecondFactorProcess, Result<RecoveryCodes>>
{
    public async Task<Result<RecoveryCodes>> Handle(ConfirmSecondFactorProcess request, CancellationToken cancellationToken)
    {
        Result<IReadOnlyList<string>> confirmed = await factors.ConfirmAsync(request.Person, request.Code, cancellationToken);
        return confirmed.Error is { } error ? error : new RecoveryCodes(confirmed.Value);
    }
}
