using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Schools;
using CampusPhoto.Domain.Schools;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>A school that is to be collected.</summary>
/// <param name="Code">学校编号: 1 to 16 letters or digits.</param>
/// <param name="Name">Name as on certificates, at most 100 characters.</param>
internal sealed record NewSchoolRequest(string Code, string Name);

/// <summary>学校.</summary>
internal static class SchoolEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var schools = api.MapGroup("/staff/schools").WithTags(Tags.Staff);
        schools.MapGet("", List).WithName("ListSchools").WithSummary("The schools, by code; school staff see their own")
            .RequireAuthorization(Policies.SchoolReader);
        schools.MapPost("", Create).WithName("CreateSchool").WithSummary("Add a school").RequireAuthorization(Policies.Operator)
            .AcceptsIdempotencyKey().RequestExample(new NewSchoolRequest("10425", "中国石油大学（华东）"))
            .ProducesErrors(SchoolErrors.CodeTaken, CommonErrors.Conflict);
    }

    private static async Task<Results<Ok<Page<SchoolView>>, ProblemResult>> List(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListSchoolsQuery(user.OwnSchool()), cancellationToken)).ToOk();

    // There is no call for one school: what is made is told here, and listed.
    private static async Task<Results<Created<SchoolView>, ProblemResult>> Create(
        NewSchoolRequest school, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new CreateSchoolCommand(school.Code, school.Name), cancellationToken))
        .ToCreated(_ => $"{ApiEndpoints.Root}/staff/schools");
}
