using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>去采集: identity comes from the recognised code alone.</summary>
/// <param name="RecognitionId">From the recognition; used up by this.</param>
/// <param name="FeatureCode">特征码 as typed; case does not matter.</param>
internal sealed record EnrolRequest(Guid RecognitionId, string FeatureCode);

/// <summary>新生照片上传: what stands in the letter of admission.</summary>
/// <param name="SchoolCode">学校编号.</param>
/// <param name="AdmissionNumber">录取号.</param>
/// <param name="Name">姓名; white space, case and the kind of middle dot do not matter.</param>
internal sealed record EnrolFreshmanRequest(string SchoolCode, string AdmissionNumber, string Name);

/// <summary>采集信息.</summary>
internal static class EnrolmentEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/enrolments", Enrol).WithName("Enrol").WithTags(Tags.Students)
            .WithSummary("去采集: join a campaign with a recognised collection code and the school's feature code")
            .RequireAuthorization(Policies.Student).AddEndpointFilter<OpenSession>().AcceptsIdempotencyKey()
            .RequestExample(new EnrolRequest(new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"), "m9ng02"))
            .ProducesErrors(
                CollectionCodeErrors.RecognitionNotFound, CollectionCodeErrors.RecognitionExpired, CollectionCodeErrors.RecognitionUsed,
                CampaignErrors.FeatureCodeMalformed, CampaignErrors.FeatureCodeWrong, CampaignErrors.TooManyGuesses,
                CampaignErrors.NotOpen, EnrolmentErrors.ClaimedByAnother, AccountErrors.SessionEnded, CommonErrors.Conflict);
        api.MapPost("/freshman-enrolments", EnrolFreshman).WithName("EnrolFreshman").WithTags(Tags.Students)
            .WithSummary("新生照片上传: join a campaign of freshmen by school, admission number and name; then go on as with any enrolment")
            .RequireAuthorization(Policies.Student).AddEndpointFilter<OpenSession>().AcceptsIdempotencyKey()
            .RequestExample(new EnrolFreshmanRequest("10425", "27370201150001", "张晓明"))
            .ProducesErrors(
                EnrolmentErrors.NotOnRoster, EnrolmentErrors.TooManyFreshmanTries, EnrolmentErrors.ClaimedByAnother,
                CampaignErrors.NotOpen, AccountErrors.SessionEnded, CommonErrors.Conflict);
        api.MapGet("/enrolments", List).WithName("ListEnrolments").WithTags(Tags.Students)
            .WithSummary("The account's enrolments, newest first").RequireAuthorization(Policies.Student);
        api.MapGet("/enrolments/{id}", Get).WithName("GetEnrolment").WithTags(Tags.Students)
            .WithSummary("One enrolment").RequireAuthorization(Policies.Student)
            .ProducesErrors(EnrolmentErrors.NotFound);
        api.MapGet("/enrolments/{id}/photo-guide", GetPhotoGuide).WithName("GetPhotoGuide").WithTags(Tags.Students)
            .WithSummary("拍摄须知: the guide, what may be uploaded, and the camera's guide lines")
            .RequireAuthorization(Policies.Student).ProducesErrors(EnrolmentErrors.NotFound);
        api.MapPost("/staff/enrolments/{id}/release", Release).WithName("ReleaseEnrolment").WithTags(Tags.Staff)
            .WithSummary("Release a wrong claim, so that the right account can join")
            .RequireAuthorization(Policies.Operator).AcceptsIdempotencyKey()
            .ProducesErrors(EnrolmentErrors.NotFound, EnrolmentErrors.HasLiveOrder, CommonErrors.Conflict);
    }

    private static async Task<Results<Created<EnrolmentView>, ProblemResult>> Enrol(
        EnrolRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new EnrolStudentProcess(user.AccountId(), new RecognitionId(request.RecognitionId), request.FeatureCode), cancellationToken))
        .ToCreated(enrolment => $"{ApiEndpoints.Root}/enrolments/{enrolment.Id}");

    private static async Task<Results<Created<EnrolmentView>, ProblemResult>> EnrolFreshman(
        EnrolFreshmanRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new EnrolFreshmanProcess(user.AccountId(), request.SchoolCode, request.AdmissionNumber, request.Name), cancellationToken))
        .ToCreated(enrolment => $"{ApiEndpoints.Root}/enrolments/{enrolment.Id}");

    private static async Task<Results<Ok<Page<EnrolmentView>>, ProblemResult>> List(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListEnrolmentsQuery(user.AccountId()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<EnrolmentView>, ProblemResult>> Get(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetEnrolmentQuery(user.AccountId(), new EnrolmentId(id)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<PhotoGuideView>, ProblemResult>> GetPhotoGuide(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetPhotoGuideQuery(user.AccountId(), new EnrolmentId(id)), cancellationToken)).ToOk();

    private static async Task<Results<NoContent, ProblemResult>> Release(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ReleaseEnrolmentCommand(new EnrolmentId(id)), cancellationToken)).ToNoContent();
}
