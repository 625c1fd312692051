using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Staff;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Staff;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>A person who is to work here.</summary>
/// <param name="UserName">Sign-in name: 3 to 64 letters, digits, '.', '-' and '_'.</param>
/// <param name="Roles">One or more of SchoolStaff, Reviewer, SeniorReviewer, Operator, Finance, Administrator.</param>
/// <param name="SchoolId">The school of school staff; nothing for everybody else.</param>
/// <param name="Phone">Mobile number of 11 digits, by which nobody reviews an order of their own.</param>
internal sealed record NewPersonRequest(string UserName, IReadOnlyList<ActorKind> Roles, Guid? SchoolId = null, string? Phone = null);

/// <summary>What a person may do from now on.</summary>
/// <param name="Roles">All roles.</param>
/// <param name="SchoolId">The school of school staff; nothing for everybody else.</param>
internal sealed record RolesRequest(IReadOnlyList<ActorKind> Roles, Guid? SchoolId = null);

/// <summary>Who works here.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/staff/people").WithTags(Tags.Staff).RequireAuthorization(Policies.Administrator)
            .AddEndpointFilter<OpenSession>();
        people.MapGet("", List).WithName("ListStaff").WithSummary("The people who work here, by name; those who have left last")
            .ProducesErrors(AccountErrors.SessionEnded);
        people.MapPost("", Create).WithName("CreateStaff").WithSummary("Let a person work here; answers the first password, once")
            .AcceptsIdempotencyKey().RequestExample(new NewPersonRequest("li.reviewer", [ActorKind.Reviewer]))
            .ProducesErrors(
                StaffErrors.UserNameTaken, StaffErrors.RolesInvalid, StaffErrors.SchoolMismatch, SchoolErrors.NotFound,
                CommonErrors.Conflict, AccountErrors.SessionEnded);
        people.MapGet("/{id}", Get).WithName("GetStaff").WithSummary("One person")
            .ProducesErrors(StaffErrors.NotFound, AccountErrors.SessionEnded);
        people.MapPut("/{id}/roles", SetRoles).WithName("SetStaffRoles")
            .WithSummary("Set what a person may do; access tokens that are out hold for ten minutes more")
            .RequestExample(new RolesRequest([ActorKind.Reviewer, ActorKind.SeniorReviewer]))
            .ProducesErrors(
                StaffErrors.NotFound, StaffErrors.OwnAccount, StaffErrors.RolesInvalid, StaffErrors.SchoolMismatch,
                SchoolErrors.NotFound, CommonErrors.Conflict, AccountErrors.SessionEnded);
        people.MapPost("/{id}/disabling", Disable).WithName("DisableStaff")
            .WithSummary("Let a person go: sessions and client credentials end")
            .ProducesErrors(StaffErrors.NotFound, StaffErrors.OwnAccount, CommonErrors.Conflict, AccountErrors.SessionEnded);
        people.MapPost("/{id}/enabling", Enable).WithName("EnableStaff").WithSummary("Let a person come back")
            .ProducesErrors(StaffErrors.NotFound, StaffErrors.OwnAccount, CommonErrors.Conflict, AccountErrors.SessionEnded);
        people.MapPost("/{id}/password-reset", ResetPassword).WithName("ResetPassword")
            .WithSummary("Give a person a new password and end a lock-out; answers the password, once")
            .ProducesErrors(StaffErrors.NotFound, CommonErrors.Conflict, AccountErrors.SessionEnded);
        people.MapDelete("/{id}/second-factor", RemoveSecondFactor).WithName("RemoveSecondFactor")
            .WithSummary("Take the second factor of somebody who lost the phone")
            .ProducesErrors(StaffErrors.NotFound, CommonErrors.Conflict, AccountErrors.SessionEnded);
    }

    private static async Task<Results<Ok<Page<StaffView>>, ProblemResult>> List(
        ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListStaffQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Created<StaffWithPassword>, ProblemResult>> Create(
        NewPersonRequest person, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new CreateStaffCommand(person.UserName, person.Roles, School(person.SchoolId), person.Phone), cancellationToken))
        .ToCreated(made => $"{ApiEndpoints.Root}/staff/people/{made.Person.Id}");

    private static async Task<Results<Ok<StaffView>, ProblemResult>> Get(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetStaffQuery(id), cancellationToken)).ToOk();

    private static async Task<Results<Ok<StaffView>, ProblemResult>> SetRoles(
        Guid id, RolesRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new SetStaffRolesCommand(id, request.Roles, School(request.SchoolId), user.SubjectId()), cancellationToken)).ToOk();

    private static Task<Results<Ok<StaffView>, ProblemResult>> Disable(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        SetActiveAsync(id, active: false, user, sender, cancellationToken);

    private static Task<Results<Ok<StaffView>, ProblemResult>> Enable(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        SetActiveAsync(id, active: true, user, sender, cancellationToken);

    private static async Task<Results<Ok<StaffView>, ProblemResult>> SetActiveAsync(
        Guid id, bool active, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new SetStaffActiveCommand(id, active, user.SubjectId()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<StaffWithPassword>, ProblemResult>> ResetPassword(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ResetPasswordCommand(id), cancellationToken)).ToOk();

    private static async Task<Results<Ok<StaffView>, ProblemResult>> RemoveSecondFactor(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RemoveSecondFactorCommand(id), cancellationToken)).ToOk();

    private static SchoolId? School(Guid? id) => id is { } school ? new SchoolId(school) : null;
}
