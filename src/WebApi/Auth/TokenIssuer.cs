using System.Globalization;
using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Staff;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WebApi.Auth;

/// <summary>What a signed-in caller holds.</summary>
/// <param name="AccessToken">Sent as <c>Authorization: Bearer …</c>; holds for ten minutes.</param>
/// <param name="RefreshToken">Changed once for the next pair; using it twice ends the session.</param>
/// <param name="ExpiresIn">Seconds until the access token expires.</param>
/// <param name="TokenType">Always Bearer.</param>
internal sealed record Tokens(string AccessToken, string RefreshToken, int ExpiresIn, string TokenType);

/// <summary>Makes access and refresh tokens with the framework's bearer token protectors.</summary>
internal sealed class TokenIssuer(
    IOptionsMonitor<BearerTokenOptions> options, IStaffDirectory staff, IOptions<StaffOptions> rules, TimeProvider clock)
{
    public const string Scheme = BearerTokenDefaults.AuthenticationScheme;

    /// <summary>The pair for a session; staff's roles are read afresh, so that a dismissed person gets none.</summary>
    public async Task<Result<Tokens>> IssueAsync(SessionTicket session, CancellationToken cancellationToken)
    {
        List<Claim> claims =
        [
            new(Claims.Subject, session.Subject.ToString()),
            new(Claims.Session, session.Session.ToString()),
            new(Claims.Generation, session.Generation.ToString(CultureInfo.InvariantCulture)),
            new(Claims.Kind, session.Kind == SessionKind.Staff ? Claims.Staff : Claims.Student),
        ];
        if (session.Kind == SessionKind.Staff)
        {
            if (await staff.FindAsync(session.Subject, cancellationToken) is not { } member) return AccountErrors.SessionEnded;
            if (MustSetUpSecondFactor(member))
            {
                claims.RemoveAll(claim => claim.Type == Claims.Kind);
                claims.Add(new(Claims.Kind, Claims.StaffToBe));
            }
            else
            {
                claims.AddRange(member.Roles.Select(role => new Claim(Claims.Role, role.ToString())));
                if (member.School is { } school) claims.Add(new(Claims.School, school.ToString()));
            }
        }

        var current = options.Get(Scheme);
        return new Tokens(
            current.BearerTokenProtector.Protect(Ticket(claims, TokenLifetimes.Access)),
            current.RefreshTokenProtector.Protect(Ticket(claims, TokenLifetimes.Session)),
            (int)TokenLifetimes.Access.TotalSeconds,
            "Bearer");
    }

    /// <summary>Whether the person may do nothing yet but set up a second factor.</summary>
    public bool MustSetUpSecondFactor(StaffMember member) => rules.Value.RequireSecondFactor == true && !member.HasSecondFactor;

    /// <summary>
    /// A client's access token; there is no refresh token, since the client can always ask again. With a person's
    /// scopes it is that person's, in the capacities that the scopes name and the person still has. It holds no longer than
    /// the credentials do.
    /// </summary>
    public (string Token, TimeSpan Lifetime) IssueAccess(IntegratorClient client, IReadOnlyCollection<string> scopes)
    {
        var roles = ClientScopes.RolesIn(scopes);
        List<Claim> claims = client.Owner is { } person && roles.Count > 0
            ?
            [
                new(Claims.Subject, person.Id.ToString()),
                new(Claims.Kind, Claims.Staff),
                .. roles.Intersect(person.Roles).Select(role => new Claim(Claims.Role, role.ToString())),
                .. person.School is { } school ? new Claim[] { new(Claims.School, school.ToString()) } : [],
            ]
            :
            [
                new(Claims.Subject, client.Id.ToString()),
                new(Claims.Kind, Claims.Integrator),
                .. scopes.Select(scope => new Claim(Claims.Scope, scope)),
                .. client.Owner is { } owner ? new Claim[] { new(Claims.Owner, owner.Id.ToString()) } : [],
            ];
        claims.Add(new(Claims.Client, client.ClientId));
        claims.Add(new(Claims.Credentials, client.Id.ToString()));
        claims.Add(new(Claims.Generation, client.Generation.ToString(CultureInfo.InvariantCulture)));
        if (client.Quota?.CallsPerMinute is { } calls) claims.Add(new(Claims.CallsPerMinute, calls.ToString(CultureInfo.InvariantCulture)));
        if (client.Quota?.PhotoChecksPerDay is { } checks) claims.Add(new(Claims.PhotoChecksPerDay, checks.ToString(CultureInfo.InvariantCulture)));
        var left = client.ExpiresAt - clock.GetUtcNow();
        var lifetime = left < TokenLifetimes.Access ? left.Value : TokenLifetimes.Access;
        return (options.Get(Scheme).BearerTokenProtector.Protect(Ticket(claims, lifetime)), lifetime);
    }

    /// <summary>The session and generation of a refresh token, or null when it is none or too old.</summary>
    public (Guid Session, int Generation)? ReadRefresh(string token) =>
        options.Get(Scheme).RefreshTokenProtector.Unprotect(token) is { Properties.ExpiresUtc: { } expires } ticket
        && expires > clock.GetUtcNow()
        && Guid.TryParse(ticket.Principal.FindFirstValue(Claims.Session), CultureInfo.InvariantCulture, out var session)
        && int.TryParse(ticket.Principal.FindFirstValue(Claims.Generation), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? (session, generation)
            : null;

    private AuthenticationTicket Ticket(IEnumerable<Claim> claims, TimeSpan lifetime) => new(
        new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme, Claims.Subject, Claims.Role)),
        new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + lifetime },
        Scheme);
}
