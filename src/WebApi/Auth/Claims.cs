using System.Globalization;
using System.Security.Claims;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;

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

    public const string School = "school";
    public const string Client = "client";
    public const string Credentials = "credentials";
    public const string Owner = "owner";
    public const string CallsPerMinute = "calls-per-minute";
    public const string PhotoChecksPerDay = "photo-checks-per-day";

    public const string Student = "student";
    public const string Staff = "staff";
    public const string Integrator = "integrator";

    /// <summary>A person who must set up a second factor before anything else.</summary>
    public const string StaffToBe = "staff-without-second-factor";

    public static Guid SubjectId(this ClaimsPrincipal user) => Read(user, Claims.Subject);

    public static AccountId AccountId(this ClaimsPrincipal user) => new(user.SubjectId());

    public static Guid SessionId(this ClaimsPrincipal user) => Read(user, Claims.Session);

    /// <summary>The school of school staff, whose staff sees no other; null for everybody else.</summary>
    public static SchoolId? OwnSchool(this ClaimsPrincipal user) =>
        user.FindFirstValue(School) is { } school ? new SchoolId(Guid.Parse(school, CultureInfo.InvariantCulture)) : null;

    /// <summary>
    /// The person behind the call, whom four-eyes rules count: of several clients with one owner, or of a person and
    /// the person's own client, there is one.
    /// </summary>
    public static Guid PersonId(this ClaimsPrincipal user) =>
        user.FindFirstValue(Owner) is { } owner ? Guid.Parse(owner, CultureInfo.InvariantCulture) : user.SubjectId();

    /// <summary>Which of its client's access tokens it is: those before are ended together.</summary>
    public static int CredentialsGeneration(this ClaimsPrincipal user) => user.Quota(Generation) ?? 0;

    /// <summary>Acts in the given capacity; policies have let only those in who may.</summary>
    public static Actor As(this ClaimsPrincipal user, ActorKind kind) => new(kind, user.SubjectId());

    public static bool Has(this ClaimsPrincipal user, ActorKind role) => user.HasClaim(Role, role.ToString());

    /// <summary>A number that the client's credentials were given; null for the usual one.</summary>
    public static int? Quota(this ClaimsPrincipal user, string claim) =>
        user.FindFirstValue(claim) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : null;

    private static Guid Read(ClaimsPrincipal user, string claim) =>
        Guid.Parse(user.FindFirstValue(claim) ?? throw new InvalidOperationException($"The token has no claim {claim}."), CultureInfo.InvariantCulture);
}
