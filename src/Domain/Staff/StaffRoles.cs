using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;

namespace CampusPhoto.Domain.Staff;

/// <summary>Which capacities a person may have.</summary>
public static class StaffRoles
{
    /// <summary>Capacities that are given to people; the others belong to students, programs and CampusPhoto itself.</summary>
    public static readonly IReadOnlyList<ActorKind> Given =
    [
        ActorKind.SchoolStaff, ActorKind.Reviewer, ActorKind.SeniorReviewer, ActorKind.Operator, ActorKind.Finance,
        ActorKind.Administrator,
    ];

    /// <summary>
    /// Whether the capacities go together. School staff belong to one school and do nothing for the agency; everybody
    /// else belongs to none.
    /// </summary>
    /// <returns>Success, or <c>staff.roles_invalid</c>, <c>staff.school_mismatch</c>.</returns>
    public static Result Check(IReadOnlyCollection<ActorKind> roles, SchoolId? school)
    {
        if (roles.Count == 0 || roles.Distinct().Count() != roles.Count || roles.Except(Given).Any()) return StaffErrors.RolesInvalid;
        bool ofSchool = roles.Contains(ActorKind.SchoolStaff);
        return ofSchool != school.HasValue || (ofSchool && roles.Count > 1) ? StaffErrors.SchoolMismatch : Result.Ok;
    }
}
