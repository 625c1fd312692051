using System.Globalization;
using System.Security.Claims;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.Auth;

/// <summary>What an access token says of its bearer.</summary>
internal static class Claims
{
    public const string Subject = "sub";
    public const string Kind = "kind";
    public const string Role = "role";
    public const string Scope = "scope";
    public const string Session = "sid";
    public const string Generation = "generation";

    public const string Student = "student";
    public const string Staff = "staff";
    public const string Integrator = "integrator";

    public static Guid SubjectId(this ClaimsPrincipal user) => Read(user, Claims.Subject);

    public static AccountId AccountId(this ClaimsPrincipal user) => new(user.SubjectId());

    public static Guid SessionId(this ClaimsPrincipal user) => Read(user, Claims.Session);

    /// <summary>Acts in the given capacity; policies have let only those in who may.</summary>
    public static Actor As(this ClaimsPrincipal user, ActorKind kind) => new(kind, user.SubjectId());

    public static bool Has(this ClaimsPrincipal user, ActorKind role) => user.HasClaim(Role, role.ToString());

    private static Guid Read(ClaimsPrincipal user, string claim) =>
        Guid.Parse(user.FindFirstValue(claim) ?? throw new InvalidOperationException($"The token has no claim {claim}."), CultureInfo.InvariantCulture);
}
