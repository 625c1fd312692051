using System.Globalization;
using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
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
internal sealed class TokenIssuer(IOptionsMonitor<BearerTokenOptions> options, IStaffDirectory staff, TimeProvider clock)
{
    public const string Scheme = BearerTokenDefaults.AuthenticationScheme;

    /// <summary>How long an access token holds; it cannot be called back.</summary>
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long a refresh token holds; the session behind it may end sooner.</summary>
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(30);

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
            claims.AddRange(member.Roles.Select(role => new Claim(Claims.Role, role.ToString())));
        }

        var current = options.Get(Scheme);
        return new Tokens(
            current.BearerTokenProtector.Protect(Ticket(claims, AccessLifetime)),
            current.RefreshTokenProtector.Protect(Ticket(claims, RefreshLifetime)),
            (int)AccessLifetime.TotalSeconds,
            "Bearer");
    }

    /// <summary>An integrator's access token; there is no refresh token, since the client can always ask again.</summary>
    public string IssueAccess(IntegratorClient client, IEnumerable<string> scopes) =>
        options.Get(Scheme).BearerTokenProtector.Protect(Ticket(
            [
                new(Claims.Subject, client.Id.ToString()),
                new(Claims.Kind, Claims.Integrator),
                .. scopes.Select(scope => new Claim(Claims.Scope, scope)),
            ],
            AccessLifetime));

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
