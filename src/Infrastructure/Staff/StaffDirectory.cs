using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Staff;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Staff;

/// <summary>Staff by ASP.NET Core Identity's accounts and hasher, clients by its hasher too.</summary>
internal sealed class StaffDirectory(
    IDbContextFactory<AppDbContext> contexts,
    ILookupNormalizer names,
    IPasswordHasher<StaffUser> passwords,
    IPasswordHasher<IntegratorClientRow> secrets,
    ISecondFactors factors,
    IAuditTrail trail,
    TimeProvider clock) : IStaffDirectory
{
    private const int WrongTries = 5;
    private static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    // Verified when there is no such name, so that the answer takes as long as for a wrong password.
    private static readonly string NobodysPassword = new PasswordHasher<StaffUser>().HashPassword(new StaffUser(), "nobody");
    private static readonly string NobodysSecret =
        new PasswordHasher<IntegratorClientRow>().HashPassword(Nobody, "nobody");

    private static IntegratorClientRow Nobody => new() { Id = Guid.Empty, ClientId = "", Scopes = "" };

    public async Task<Result<StaffMember>> SignInAsync(
        string userName, string password, string? secondFactor, CancellationToken cancellationToken)
    {
        string name = names.NormalizeName(userName);
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        StaffUser? user = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(one => one.NormalizedUserName == name && one.LeftAt == null, cancellationToken);
        if (user?.PasswordHash is not { } hash)
        {
            passwords.VerifyHashedPassword(new StaffUser(), NobodysPassword, password);
            return AccountErrors.CredentialsInvalid;
        }

        if (!await TakeTryAsync(db, user.Id, cancellationToken)) return AccountErrors.LockedOut;
        if (passwords.VerifyHashedPassword(user, hash, password) == PasswordVerificationResult.Failed)
            return await WrongAsync(db, user.Id, AccountErrors.CredentialsInvalid, cancellationToken);
        if (user.TotpConfirmedAt is not null)
        {
            if (secondFactor is null)
            {
                // The password alone proves nothing yet: what was wrong before still counts.
                await GiveBackAsync(db, user.Id, cancellationToken);
                return SecondFactorErrors.Required;
            }

            if (!await factors.UseAsync(user.Id, secondFactor.Trim(), cancellationToken))
                return await WrongAsync(db, user.Id, SecondFactorErrors.CodeInvalid, cancellationToken);
        }

        await BeginAnewAsync(db, user.Id, cancellationToken);
        return Member(user);
    }

    public async Task<Result> CheckPasswordAsync(Guid id, string password, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        StaffUser? user = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id && one.LeftAt == null, cancellationToken);
        if (user?.PasswordHash is not { } hash) return StaffErrors.PasswordWrong;
        if (!await TakeTryAsync(db, id, cancellationToken)) return AccountErrors.LockedOut;
        if (passwords.VerifyHashedPassword(user, hash, password) == PasswordVerificationResult.Failed)
            return await WrongAsync(db, id, StaffErrors.PasswordWrong, cancellationToken);
        await GiveBackAsync(db, id, cancellationToken);
        return Result.Ok;
    }

    public async Task<StaffMember?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        StaffUser? user = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id && one.LeftAt == null, cancellationToken);
        return user is null ? null : Member(user);
    }

    public async Task<Result<IntegratorClient>> AuthenticateClientAsync(
        string clientId, string clientSecret, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using AppDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        IntegratorClientRow? client = await db.IntegratorClients.AsNoTracking().SingleOrDefaultAsync(
            one => one.ClientId == clientId && one.RevokedAt == null && (one.ExpiresAt == null || one.ExpiresAt > now),
            cancellationToken);
        PasswordVerificationResult verified = secrets.VerifyHashedPassword(
            client ?? Nobody, client?.SecretHash ?? NobodysSecret, clientSecret);
        if (client is null || verified == PasswordVerificationResult.Failed) return AccountErrors.CredentialsInvalid;

        // Who answers for it must still work here.
        StaffMember? owner = client.OwnerId is { } id ? await FindAsync(id, cancellationToken) : null;
        if (client.OwnerId is not null && owner is null) return AccountErrors.CredentialsInvalid;
        return new IntegratorClient(
            client.Id, client.ClientId, client.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), client.Generation, client.ExpiresAt,
            owner, new ClientQuota(client.CallsPerMinute, client.PhotoChecksPerDay));
    }

    // A try is taken before the password is looked at: however many come at once, no more than five are looked at.
    // A lock-out that is over begins a new count.
    private async Task<bool> TakeTryAsync(AppDbContext db, Guid id, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? until = now + LockOut;
        return await db.Users.Where(user => user.Id == id && (user.LockoutEnd == null || user.LockoutEnd <= now))
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(user => user.AccessFailedCount, user => user.LockoutEnd == null ? user.AccessFailedCount + 1 : 1)
                    .SetProperty(
                        user => user.LockoutEnd,
                        user => user.LockoutEnd == null && user.AccessFailedCount + 1 >= WrongTries ? until : null),
                cancellationToken) == 1;
    }

    private async Task<Error> WrongAsync(AppDbContext db, Guid id, Error wrong, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (!await db.Users.AnyAsync(user => user.Id == id && user.LockoutEnd > now, cancellationToken)) return wrong;
        await trail.WriteAsync(AuditNote.On("staff.locked_out", "staff", id), cancellationToken);
        return AccountErrors.LockedOut;
    }

    private static Task<int> GiveBackAsync(AppDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.Users.Where(user => user.Id == id && user.AccessFailedCount > 0).ExecuteUpdateAsync(
            row => row
                .SetProperty(user => user.AccessFailedCount, user => user.AccessFailedCount - 1)
                .SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null),
            cancellationToken);

    private static Task<int> BeginAnewAsync(AppDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(
            row => row
                .SetProperty(user => user.AccessFailedCount, 0)
                .SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null),
            cancellationToken);

    private static StaffMember Member(StaffUser user) => new(
        user.Id, user.UserName!, user.GetRoles(), user.PhoneHash, user.School, user.TotpConfirmedAt is not null);
}
