using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Production;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
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

/// <summary>Makes a batch.</summary>
/// <param name="CampaignId">The campaign whose ready orders it takes.</param>
/// <param name="College">Only this 学院 by the roster; null for all.</param>
/// <param name="Kind">Only orders of this kind; null for all.</param>
/// <param name="ApprovedBefore">Only orders that nobody approved at or after that time; null for all.</param>
internal sealed record MakeBatchRequest(
    Guid CampaignId, string? College = null, OrderKind? Kind = null, DateTimeOffset? ApprovedBefore = null);

/// <summary>A delivery: a receipt, a parcel, or both.</summary>
/// <param name="Receipt">The receiver's receipt, at most 100 characters.</param>
/// <param name="Carrier">快递公司, at most 40 characters.</param>
/// <param name="ParcelNumber">快递单号: 5 to 40 letters, digits or '-'.</param>
internal sealed record CompletionRequest(string? Receipt = null, string? Carrier = null, string? ParcelNumber = null);

/// <summary>制作批次, for operators and integrators.</summary>
internal static class BatchEndpoints
{
    private const string ZipType = "application/zip";
    private static readonly CompletionRequest ExampleReceipt = new("交接单 2027-05-18", "顺丰速运", "SF1234567890123");

    public static void Map(IEndpointRouteBuilder api)
    {
        var batches = api.MapGroup("/staff/batches").WithTags(Tags.Staff).RequireAuthorization(Policies.Operator);
        batches.MapPost("", Make).WithName("MakeBatch")
            .WithSummary("Make a batch of a campaign's orders that are ready, or of some of them, and lock it").AcceptsIdempotencyKey()
            .RequestExample(new MakeBatchRequest(new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")))
            .ProducesErrors(CampaignErrors.NotFound, BatchErrors.Empty, BatchErrors.NotAllowed, CommonErrors.Conflict);
        batches.MapGet("", List).WithName("ListBatches").WithSummary("The latest batches, newest first");
        batches.MapGet("/{id}", Get).WithName("GetBatch").WithSummary("One batch").ProducesErrors(BatchErrors.NotFound);
        Package(batches.MapGet("/{id}/package", Download).WithName("DownloadPackage"));
        Completion(batches.MapPost("/{id}/completion", CompleteByOperator).WithName("CompleteBatch"));
        batches.MapPost("/{id}/orders/{orderId}/return", Return).WithName("ReturnFromBatch")
            .WithSummary("Take an order out of its batch; it waits for production again").AcceptsIdempotencyKey()
            .RequestExample(new ReasonRequest("学校要求重拍"))
            .ProducesErrors(OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, CommonErrors.Conflict);

        var integrators = api.MapGroup("/integrations/batches").WithTags(Tags.Integrators)
            .RequireAuthorization(Policies.IntegratorBatches);
        Package(integrators.MapGet("/{id}/package", Download).WithName("DownloadPackageAsIntegrator"));
        Completion(integrators.MapPost("/{id}/completion", CompleteByIntegrator).WithName("CompleteBatchAsIntegrator"));
    }

    private static void Package(RouteHandlerBuilder call) => call
        .WithSummary("The package: photos of 480×640, sheets of prints, and a manifest with their SHA-256, as ZIP")
        .Produces(StatusCodes.Status200OK, contentType: ZipType)
        .ProducesErrors(BatchErrors.NotFound, BatchErrors.NotAllowed, BatchErrors.PhotosErased);

    private static void Completion(RouteHandlerBuilder call) => call
        .WithSummary("Record the delivery; the batch's orders are completed")
        .AcceptsIdempotencyKey().RequestExample(ExampleReceipt)
        .ProducesErrors(BatchErrors.NotFound, BatchErrors.NotAllowed, CommonErrors.Conflict);

    private static async Task<Results<Created<MadeBatch>, ProblemResult>> Make(
        MakeBatchRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new MakeBatchProcess(
                new CampaignId(request.CampaignId), user.SubjectId(), new BatchFilter(request.College, request.Kind, request.ApprovedBefore)),
            cancellationToken))
        .ToCreated(made => $"{ApiEndpoints.Root}/staff/batches/{made.Batch.Id}");

    private static async Task<Results<Ok<Page<BatchView>>, ProblemResult>> List(
        ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListBatchesQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Ok<BatchView>, ProblemResult>> Get(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetBatchQuery(new BatchId(id)), cancellationToken)).ToOk();

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> Download(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DownloadPackageQuery(new BatchId(id)), cancellationToken)).ToStream(ZipType, cancellationToken);

    private static Task<Results<Ok<BatchView>, ProblemResult>> CompleteByOperator(
        Guid id, CompletionRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        CompleteAsync(id, request, user.As(ActorKind.Operator), sender, cancellationToken);

    private static Task<Results<Ok<BatchView>, ProblemResult>> CompleteByIntegrator(
        Guid id, CompletionRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        CompleteAsync(id, request, user.As(ActorKind.Integrator), sender, cancellationToken);

    private static async Task<Results<Ok<BatchView>, ProblemResult>> CompleteAsync(
        Guid id, CompletionRequest request, Actor by, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new CompleteBatchProcess(new BatchId(id), request.Receipt, by, request.Carrier, request.ParcelNumber), cancellationToken)).ToOk();

    private static async Task<Results<NoContent, ProblemResult>> Return(
        Guid id, Guid orderId, ReasonRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ReturnFromBatchCommand(new BatchId(id), new OrderId(orderId), request.Reason, user.SubjectId()), cancellationToken))
        .ToNoContent();
}
