using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Staff;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Staff;

/// <summary>An administrator changes what another person may do; it holds from the person's next access token on.</summary>
/// <param name="Person">The person.</param>
/// <param name="Roles">All capacities from now on.</param>
/// <param name="School">The school of school staff.</param>
/// <param name="Administrator">Who decides.</param>
public sealed record SetStaffRolesCommand(Guid Person, IReadOnlyList<ActorKind> Roles, SchoolId? School, Guid Administrator)
    : ICommand<StaffView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("staff.roles_set", "staff", Person, string.Join(',', Roles));
}

internal sealed class SetStaffRolesValidator : AbstractValidator<SetStaffRolesCommand>
{
    public SetStaffRolesValidator() =>
        RuleFor(command => command.Roles).NotNull().Says("请选择角色。", "Give the roles.");
}

internal sealed class SetStaffRolesHandler(IStaffAccounts accounts, IReadDb db, TimeProvider clock)
    : IRequestHandler<SetStaffRolesCommand, Result<StaffView>>
{
    public async Task<Result<StaffView>> Handle(SetStaffRolesCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(command.Person, cancellationToken) is not { } account) return StaffErrors.NotFound;
        if (command.Person == command.Administrator) return StaffErrors.OwnAccount;
        if (StaffRoles.Check(command.Roles, command.School).Error is { } invalid) return invalid;
        if (command.School is { } school && !await db.Schools.AnyAsync(found => found.Id == school, cancellationToken))
            return SchoolErrors.NotFound;
        await accounts.SetRolesAsync(command.Person, command.Roles, command.School, cancellationToken);
        return StaffView.Of(account with { Roles = command.Roles, School = command.School }, clock.GetUtcNow());
    }
}

/// <summary>An administrator lets another person go, or come back. Sessions end, and so do the person's client credentials.</summary>
/// <param name="Person">The person.</param>
/// <param name="Active">Whether the person works here from now on.</param>
/// <param name="Administrator">Who decides.</param>
public sealed record SetStaffActiveCommand(Guid Person, bool Active, Guid Administrator) : ICommand<StaffView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On(Active ? "staff.enabled" : "staff.disabled", "staff", Person);
}

internal sealed class SetStaffActiveHandler(IStaffAccounts accounts, IClientCredentials clients, ISessions sessions, TimeProvider clock)
    : IRequestHandler<SetStaffActiveCommand, Result<StaffView>>
{
    public async Task<Result<StaffView>> Handle(SetStaffActiveCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(command.Person, cancellationToken) is not { } account) return StaffErrors.NotFound;
        if (command.Person == command.Administrator) return StaffErrors.OwnAccount;
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? leftAt = command.Active ? null : account.LeftAt ?? now;
        await accounts.SetLeftAsync(command.Person, leftAt, cancellationToken);
        if (!command.Active)
        {
            await clients.EndTokensOfOwnerAsync(command.Person, now, cancellationToken);
            await sessions.EndAllAsync(command.Person, cancellationToken);
        }

        return StaffView.Of(account with { LeftAt = leftAt }, now);
    }
}

/// <summary>An administrator gives a person a new password and ends a lock-out. Sessions end.</summary>
public sealed record ResetPasswordCommand(Guid Person) : ICommand<StaffWithPassword>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("staff.password_reset", "staff", Person);
}

internal sealed class ResetPasswordHandler(IStaffAccounts accounts, ISessions sessions, TimeProvider clock)
    : IRequestHandler<ResetPasswordCommand, Result<StaffWithPassword>>
{
    public async Task<Result<StaffWithPassword>> Handle(ResetPasswordCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(command.Person, cancellationToken) is not { } account) return StaffErrors.NotFound;
        string password = Passwords.New();
        await accounts.SetPasswordAsync(command.Person, password, cancellationToken);
        await sessions.EndAllAsync(command.Person, cancellationToken);
        return new StaffWithPassword(StaffView.Of(account with { LockedUntil = null }, clock.GetUtcNow()), password);
    }
}

/// <summary>An administrator takes the second factor of somebody who lost the phone. Sessions end.</summary>
public sealed record RemoveSecondFactorCommand(Guid Person) : ICommand<StaffView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("staff.second_factor_removed", "staff", Person);
}

internal sealed class RemoveSecondFactorHandler(IStaffAccounts accounts, ISessions sessions, TimeProvider clock)
    : IRequestHandler<RemoveSecondFactorCommand, Result<StaffView>>
{
    public async Task<Result<StaffView>> Handle(RemoveSecondFactorCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(command.Person, cancellationToken) is not { } account) return StaffErrors.NotFound;
        await accounts.RemoveSecondFactorAsync(command.Person, cancellationToken);
        await sessions.EndAllAsync(command.Person, cancellationToken);
        return StaffView.Of(account with { HasSecondFactor = false }, clock.GetUtcNow());
    }
}
