using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Staff;

/// <summary>Staff by ASP.NET Core Identity, integrators' clients by its password hasher.</summary>
internal sealed class StaffDirectory(
    UserManager<StaffUser> users,
    SignInManager<StaffUser> signIn,
    IPasswordHasher<StaffUser> passwords,
    IPasswordHasher<IntegratorClientRow> secrets,
    AppDbContext db,
    TimeProvider clock) : IStaffDirectory
{
    // Verified when there is no such name, so that the answer takes as long as for a wrong password.
    private static readonly string NobodysPassword = new PasswordHasher<StaffUser>().HashPassword(new StaffUser(), "nobody");
    private static readonly string NobodysSecret =
        new PasswordHasher<IntegratorClientRow>().HashPassword(Nobody, "nobody");

    private static IntegratorClientRow Nobody => new() { Id = Guid.Empty, ClientId = "", Scopes = "" };

    public async Task<Result<StaffMember>> SignInAsync(
        string userName, string password, CancellationToken cancellationToken)
    {
        if (await users.FindByNameAsync(userName) is not { LeftAt: null } user)
        {
            passwords.VerifyHashedPassword(new StaffUser(), NobodysPassword, password);
            return AccountErrors.CredentialsInvalid;
        }

        SignInResult result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (result.Succeeded) return Member(user);
        return result.IsLockedOut ? AccountErrors.LockedOut : AccountErrors.CredentialsInvalid;
    }

    public async Task<StaffMember?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        StaffUser? user = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id && one.LeftAt == null, cancellationToken);
        return user is null ? null : Member(user);
    }

    public async Task<Result<IntegratorClient>> AuthenticateClientAsync(
        string clientId, string clientSecret, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IntegratorClientRow? client = await db.IntegratorClients.AsNoTracking().SingleOrDefaultAsync(
            one => one.ClientId == clientId && one.RevokedAt == null && (one.ExpiresAt == null || one.ExpiresAt > now),
            cancellationToken);
        PasswordVerificationResult verified = secrets.VerifyHashedPassword(
            client ?? Nobody, client?.SecretHash ?? NobodysSecret, clientSecret);
        if (client is null || verified == PasswordVerificationResult.Failed) return AccountErrors.CredentialsInvalid;
        return new IntegratorClient(
            client.Id, client.ClientId, client.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static StaffMember Member(StaffUser user) => new(user.Id, user.UserName!, user.GetRoles(), user.PhoneHash);
}
