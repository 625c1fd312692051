using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Staff;

namespace CampusPhoto.Application.Staff;

/// <summary>
/// What client credentials may be used for: integrators' scopes, for another organisation's program; or the roles of a
/// person, for that person's scripts, which then act as the person.
/// </summary>
public static class ClientScopes
{
    /// <summary>Where orders stand.</summary>
    public const string Orders = "orders";

    /// <summary>Packages of batches and their delivery.</summary>
    public const string Batches = "batches";

    /// <summary>Checks of photos without an order.</summary>
    public const string PhotoChecks = "photo-checks";

    /// <summary>Webhooks of the client's own.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>The sandbox: made-up students, and decisions on their orders.</summary>
    public const string Sandbox = "sandbox";

    private const string StaffPrefix = "staff:";

    /// <summary>All integrators' scopes.</summary>
    public static readonly IReadOnlyList<string> OfIntegrators = [Orders, Batches, PhotoChecks, Webhooks, Sandbox];

    /// <summary>The scope that lets a person's script act in a capacity.</summary>
    public static string Of(ActorKind role) => $"{StaffPrefix}{role}";

    /// <summary>The capacities that the scopes stand for.</summary>
    public static IReadOnlyList<ActorKind> RolesIn(IEnumerable<string> scopes) =>
        [.. StaffRoles.Given.Where(role => scopes.Contains(Of(role), StringComparer.Ordinal))];

    /// <summary>
    /// Whether the scopes exist, are of one kind, and are the person's to give. Who decides who works here does that
    /// in person.
    /// </summary>
    internal static bool MayBeGiven(IReadOnlyCollection<string> scopes, IReadOnlyCollection<ActorKind> ownersRoles) =>
        scopes.Count > 0 && scopes.Distinct(StringComparer.Ordinal).Count() == scopes.Count
        && (scopes.All(scope => OfIntegrators.Contains(scope, StringComparer.Ordinal))
            || scopes.All(scope => ownersRoles.Any(role => role != ActorKind.Administrator && Of(role) == scope)));
}
