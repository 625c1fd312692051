using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Accounts;

/// <summary>Signs a member of staff in.</summary>
public sealed record SignInStaffProcess(string UserName, string Password, string? SecondFactor = null)
    : IProcess<StaffSignIn>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer)
    {
        Guid person = ((StaffSignIn)answer!).Member.Id;
        return AuditNote.On("staff.signed_in", "staff", person) with { By = new Caller(CallerKind.Staff, person) };
    }
}

internal sealed class SignInStaffValidator : AbstractValidator<SignInStaffProcess>
{
    public SignInStaffValidator()
    {
        RuleFor(signIn => signIn.UserName).NotEmpty().MaximumLength(64)
            .Says("请输入用户名，最长 64 个字符。", "Give a user name of at most 64 characters.");
        RuleFor(signIn => signIn.Password).NotEmpty().MaximumLength(128)
            .Says("请输入密码，最长 128 个字符。", "Give a password of at most 128 characters.");
        RuleFor(signIn => signIn.SecondFactor).MaximumLength(20)
            .Says("验证码最长 20 个字符。", "A code of the second factor has at most 20 characters.");
    }
}

/// <summary>Who signed in.</summary>
/// <param name="Ticket">The session.</param>
/// <param name="Member">The person.</param>
public sealed record StaffSignIn(SessionTicket Ticket, StaffMember Member);

internal sealed class SignInStaffHandler(IStaffDirectory staff, ISessions sessions)
    : IRequestHandler<SignInStaffProcess, Result<StaffSignIn>>
{
    public async Task<Result<StaffSignIn>> Handle(SignInStaffProcess request, CancellationToken cancellationToken)
    {
        Result<StaffMember> member = await staff.SignInAsync(
            request.UserName, request.Password, request.SecondFactor, cancellationToken);
        if (member.Error is { } error) return error;
        SessionTicket ticket = await sessions.OpenAsync(member.Value.Id, SessionKind.Staff, null, cancellationToken);
        return new StaffSignIn(ticket, member.Value);
    }
}
