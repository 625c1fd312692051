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

/// <summary>An administrator lets a person work here.</summary>
/// <param name="UserName">Sign-in name: 3 to 64 letters, digits, '.', '-' and '_'.</param>
/// <param name="Roles">Capacities.</param>
/// <param name="School">The school of school staff.</param>
/// <param name="Phone">Mobile number, by which nobody reviews an order of their own; or null.</param>
public sealed record CreateStaffCommand(string UserName, IReadOnlyList<ActorKind> Roles, SchoolId? School, string? Phone)
    : ICommand<StaffWithPassword>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) =>
        AuditNote.On("staff.created", "staff", ((StaffWithPassword)answer!).Person.Id, string.Join(',', Roles));
}

internal sealed class CreateStaffValidator : AbstractValidator<CreateStaffCommand>
{
    public CreateStaffValidator()
    {
        RuleFor(command => command.UserName).NotEmpty().Matches("^[A-Za-z0-9._-]{3,64}$")
            .Says("用户名应为 3 至 64 位字母、数字、点、短横线或下划线。", "A user name has 3 to 64 letters, digits, '.', '-' or '_'.");
        RuleFor(command => command.Roles).NotNull().Says("请选择角色。", "Give the roles.");
        RuleFor(command => command.Phone).Matches("^1[0-9]{10}$")
            .Says("手机号应为 11 位数字。", "A mobile number has 11 digits.");
    }
}

internal sealed class CreateStaffHandler(IStaffAccounts accounts, IReadDb db, TimeProvider clock)
    : IRequestHandler<CreateStaffCommand, Result<StaffWithPassword>>
{
    public async Task<Result<StaffWithPassword>> Handle(CreateStaffCommand command, CancellationToken cancellationToken)
    {
        if (StaffRoles.Check(command.Roles, command.School).Error is { } invalid) return invalid;
        if (command.School is { } school && !await db.Schools.AnyAsync(found => found.Id == school, cancellationToken))
            return SchoolErrors.NotFound;
        if (await accounts.FindByNameAsync(command.UserName, cancellationToken) is not null) return StaffErrors.UserNameTaken;

        DateTimeOffset now = clock.GetUtcNow();
        var account = new StaffAccount(Guid.CreateVersion7(now), command.UserName, command.Roles, command.School);
        string password = Passwords.New();
        accounts.Add(account, password, command.Phone);
        return new StaffWithPassword(StaffView.Of(account, now), password);
    }
}
