using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Staff;

namespace CampusPhoto.Domain.Tests.Staff;

public sealed class StaffRolesTests
{
    private static readonly SchoolId School = new(new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"));

    [Fact]
    public void School_staff_belong_to_one_school_and_do_nothing_else()
    {
        StaffRoles.Check([ActorKind.SchoolStaff], School).Succeeded.ShouldBeTrue();
        StaffRoles.Check([ActorKind.SchoolStaff], null).Error.ShouldBe(StaffErrors.SchoolMismatch);
        StaffRoles.Check([ActorKind.SchoolStaff, ActorKind.Reviewer], School).Error.ShouldBe(StaffErrors.SchoolMismatch);
        StaffRoles.Check([ActorKind.Operator], School).Error.ShouldBe(StaffErrors.SchoolMismatch);
    }

    [Fact]
    public void The_agencys_people_may_have_several_roles_and_students_and_programs_none()
    {
        StaffRoles.Check([ActorKind.Reviewer, ActorKind.SeniorReviewer, ActorKind.Operator, ActorKind.Finance, ActorKind.Administrator], null)
            .Succeeded.ShouldBeTrue();
        foreach (ActorKind[] roles in (ActorKind[][])[[], [ActorKind.Student], [ActorKind.System], [ActorKind.Integrator], [ActorKind.Finance, ActorKind.Finance]])
            StaffRoles.Check(roles, null).Error.ShouldBe(StaffErrors.RolesInvalid);
    }
}
