using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Staff;

internal sealed class StaffAccounts(
    AppDbContext db, ILookupNormalizer names, IPasswordHasher<StaffUser> passwords, IPersonalDataHasher hasher, TimeProvider clock)
    : IStaffAccounts
{
    public async Task<IReadOnlyList<StaffAccount>> ListAsync(CancellationToken cancellationToken)
    {
        List<StaffUser> users = await db.Users.AsNoTracking().ToListAsync(cancellationToken);
        return [.. users.OrderBy(user => user.LeftAt is not null).ThenBy(user => user.UserName, StringComparer.Ordinal).Select(Account)];
    }

    public async Task<StaffAccount?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Users.SingleOrDefaultAsync(user => user.Id == id, cancellationToken) is { } user ? Account(user) : null;

    public async Task<StaffAccount?> FindByNameAsync(string userName, CancellationToken cancellationToken)
    {
        string name = names.NormalizeName(userName);
        return await db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, cancellationToken) is { } user
            ? Account(user)
            : null;
    }

    public void Add(StaffAccount account, string password, string? phone)
    {
        var user = new StaffUser
        {
            Id = account.Id,
            UserName = account.UserName,
            NormalizedUserName = names.NormalizeName(account.UserName),
            School = account.School,
            SecurityStamp = Stamp(),
            ConcurrencyStamp = Stamp(),
            PhoneNumber = phone,
            PhoneHash = phone is null ? null : hasher.Hash(PersonalValue.Phone, phone),
        };
        user.SetRoles(account.Roles);
        user.PasswordHash = passwords.HashPassword(user, password);
        db.Users.Add(user);
    }

    public Task SetRolesAsync(
        Guid id, IReadOnlyCollection<ActorKind> roles, SchoolId? school, CancellationToken cancellationToken) =>
        ChangeAsync(id, user =>
        {
            user.SetRoles(roles);
            user.School = school;
        }, cancellationToken);

    public Task SetLeftAsync(Guid id, DateTimeOffset? leftAt, CancellationToken cancellationToken) =>
        ChangeAsync(id, user => user.LeftAt = leftAt, cancellationToken);

    public Task SetPasswordAsync(Guid id, string password, CancellationToken cancellationToken) =>
        ChangeAsync(id, user =>
        {
            user.PasswordHash = passwords.HashPassword(user, password);
            (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        }, cancellationToken);

    public async Task RemoveSecondFactorAsync(Guid id, CancellationToken cancellationToken)
    {
        await ChangeAsync(
            id, user => (user.TotpKey, user.TotpConfirmedAt, user.TotpLastStep) = (null, null, 0), cancellationToken);
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(code => code.StaffId == id).ToListAsync(cancellationToken));
    }

    private async Task ChangeAsync(Guid id, Action<StaffUser> change, CancellationToken cancellationToken)
    {
        StaffUser user = await db.Users.SingleAsync(one => one.Id == id, cancellationToken);
        change(user);
        user.ConcurrencyStamp = Stamp();
    }

    private string Stamp() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();

    private static StaffAccount Account(StaffUser user) => new(
        user.Id, user.UserName!, user.GetRoles(), user.School, user.LeftAt, user.LockoutEnd, user.TotpConfirmedAt is not null);
}
