using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Application.Production;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>A made-up student who is logged in.</summary>
/// <param name="AccessToken">Sent as <c>Authorization: Bearer …</c> to the students' calls; holds for ten minutes.</param>
/// <param name="RefreshToken">Changed once for the next pair of tokens.</param>
/// <param name="ExpiresIn">Seconds until the access token expires.</param>
/// <param name="CollectionCode">Text of the collection code that always holds, for <c>POST /collection-codes/recognitions</c>.</param>
/// <param name="FeatureCode">特征码 of the sandbox's campaign, for <c>POST /enrolments</c>.</param>
internal sealed record SandboxStudentAnswer(
    string AccessToken, string RefreshToken, int ExpiresIn, string CollectionCode, string FeatureCode);

/// <summary>A decision in place of a reviewer's.</summary>
/// <param name="Decision">How.</param>
internal sealed record SandboxReviewRequest(SandboxDecision Decision);

/// <summary>Where integrators walk the whole journey alone; in Development only.</summary>
internal static class SandboxEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sandbox = api.MapGroup("/integrations/sandbox").WithTags(Tags.Integrators).RequireAuthorization(Policies.IntegratorSandbox);
        sandbox.MapPost("/students", OpenStudent).WithName("OpenSandboxStudent")
            .WithSummary("A made-up student who is logged in, with codes that hold; what the student goes to pay is paid by itself")
            .AcceptsIdempotencyKey()
            .AnswerExample(new SandboxStudentAnswer("CfDJ8Ab…", "CfDJ8Cd…", 600, Sandbox.CollectionCode, "k7mp3x"))
            .ProducesErrors(SandboxErrors.Closed, CommonErrors.Conflict);
        sandbox.MapPost("/orders/{number}/review", Review).WithName("ReviewSandboxOrder")
            .WithSummary("Approve or reject an order of the sandbox")
            .RequestExample(new SandboxReviewRequest(SandboxDecision.Approve))
            .ProducesErrors(
                SandboxErrors.Closed, OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.ClaimedByAnother,
                CommonErrors.Conflict);
        sandbox.MapPost("/batches", MakeBatch).WithName("MakeSandboxBatch")
            .WithSummary("Make a batch of the sandbox's approved orders, and lock it").AcceptsIdempotencyKey()
            .ProducesErrors(SandboxErrors.Closed, BatchErrors.Empty, BatchErrors.NotAllowed, CommonErrors.Conflict);
    }

    private static async Task<Results<Ok<SandboxStudentAnswer>, ProblemResult>> OpenStudent(
        ISender sender, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        var student = await sender.Send(new OpenSandboxStudentProcess(), cancellationToken);
        if (student.Error is { } refused) return new ProblemResult(refused);
        var tokens = await issuer.IssueAsync(student.Value.Ticket, cancellationToken);
        return tokens.Error is { } error
            ? new ProblemResult(error)
            : TypedResults.Ok(new SandboxStudentAnswer(
                tokens.Value.AccessToken, tokens.Value.RefreshToken, tokens.Value.ExpiresIn, Sandbox.CollectionCode,
                student.Value.FeatureCode));
    }

    private static async Task<Results<Ok<OrderReceipt>, ProblemResult>> Review(
        string number, SandboxReviewRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ReviewSandboxOrderProcess(user.SubjectId(), number, request.Decision), cancellationToken)).ToOk();

    private static async Task<Results<Created<MadeBatch>, ProblemResult>> MakeBatch(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new MakeSandboxBatchProcess(user.SubjectId()), cancellationToken))
        .ToCreated(made => $"{ApiEndpoints.Root}/integrations/batches/{made.Batch.Id}/package");
}
