using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Staff;

/// <summary>
/// At the console of the program: makes a person an administrator, whoever that is and whether or not the person is
/// there, with a new password and no second factor. It is how an empty installation gets its first one, and how one
/// whose administrators are all gone gets another.
/// </summary>
/// <param name="UserName">Sign-in name.</param>
public sealed record MakeAdministratorCommand(string UserName) : ICommand<StaffWithPassword>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) =>
        AuditNote.On("staff.administrator_made", "staff", ((StaffWithPassword)answer!).Person.Id);
}

internal sealed class MakeAdministratorValidator : AbstractValidator<MakeAdministratorCommand>
{
    public MakeAdministratorValidator() =>
        RuleFor(command => command.UserName).NotEmpty().Matches("^[A-Za-z0-9._-]{3,64}$")
            .Says("用户名应为 3 至 64 位字母、数字、点、短横线或下划线。", "A user name has 3 to 64 letters, digits, '.', '-' or '_'.");
}

internal sealed class MakeAdministratorHandler(IStaffAccounts accounts, ISessions sessions, TimeProvider clock)
    : IRequestHandler<MakeAdministratorCommand, Result<StaffWithPassword>>
{
    public async Task<Result<StaffWithPassword>> Handle(MakeAdministratorCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string password = Passwords.New();
        if (await accounts.FindByNameAsync(command.UserName, cancellationToken) is not { } account)
        {
            account = new StaffAccount(Guid.CreateVersion7(now), command.UserName, [ActorKind.Administrator], null);
            accounts.Add(account, password, phone: null);
            return new StaffWithPassword(StaffView.Of(account, now), password);
        }

        IReadOnlyList<ActorKind> roles = account.School is null
            ? [.. account.Roles.Union([ActorKind.Administrator])]
            : [ActorKind.Administrator];
        await accounts.SetRolesAsync(account.Id, roles, school: null, cancellationToken);
        await accounts.SetLeftAsync(account.Id, null, cancellationToken);
        await accounts.SetPasswordAsync(account.Id, password, cancellationToken);
        await accounts.RemoveSecondFactorAsync(account.Id, cancellationToken);
        await sessions.EndAllAsync(account.Id, cancellationToken);
        return new StaffWithPassword(
            StaffView.Of(account with { Roles = roles, School = null, LeftAt = null, LockedUntil = null, HasSecondFactor = false }, now),
            password);
    }
}
