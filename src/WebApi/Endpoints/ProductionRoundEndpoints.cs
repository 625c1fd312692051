using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Production;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Support;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Limits;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>勘误 by an operator.</summary>
/// <param name="Reason">What is wrong, for the student too; at most 200 characters.</param>
/// <param name="Deadline">Until when another photo is taken; the campaign's usual time when missing.</param>
internal sealed record CorrectionRequest(string Reason, DateTimeOffset? Deadline = null);

/// <summary>校对.</summary>
/// <param name="Finding">What the student found.</param>
/// <param name="Reason">What is wrong, at most 200 characters; not where everything is right.</param>
internal sealed record ProofRequest(ProofFinding Finding, string? Reason = null);

/// <summary>What comes after production: 勘误, 学信网审核结果, 校对, remaking, parcels.</summary>
internal static class ProductionRoundEndpoints
{
    private const int DefaultPageSize = 50;
    private const string CsvType = "text/csv";

    public static void Map(IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags(Tags.Students).RequireAuthorization(Policies.Student);
        orders.MapPost("/{id}/correction", Ask).WithName("AskForCorrection")
            .WithSummary("勘误: have the photo done again, free of charge").AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new ReasonRequest("照片不是本人"))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.ProofConfirmed, OrderErrors.CorrectionsUsedUp, MessageErrors.TextRisky, CommonErrors.Conflict);
        orders.MapPost("/{id}/proof", Check).WithName("CheckProof")
            .WithSummary("校对: everything is right, the photo is wrong (勘误), or what stands beside it is (在线客服)").AcceptsIdempotencyKey()
            .RequestExample(new ProofRequest(ProofFinding.Correct))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.ProofConfirmed, OrderErrors.CorrectionsUsedUp, MessageErrors.TextRisky,
                TicketErrors.AlreadyOpen, AccountErrors.SessionEnded, CommonErrors.Conflict);

        var staff = api.MapGroup("/staff").WithTags(Tags.Staff);
        staff.MapPost("/orders/{id}/correction", Open).WithName("OpenCorrection")
            .WithSummary("勘误: have the photo of an order done again, free of charge").RequireAuthorization(Policies.Operator)
            .ActsOnVersion().AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new CorrectionRequest("人像比对不通过", new DateTimeOffset(2040, 1, 31, 23, 59, 59, OrderNumber.ChinaOffset)))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.DeadlineNotLater, MessageErrors.TextRisky, CommonErrors.Conflict);
        staff.MapPost("/campaigns/{id}/results", Import).WithName("ImportResults")
            .WithSummary("Import 学信网's results (CSV or XLSX): accepted is noted, refused opens a correction; the same file again changes nothing")
            .RequireAuthorization(Policies.Operator).AcceptsIdempotencyKey(fingerprintsBody: false).TakesUploads()
            .WithMetadata(new TakesFile(
                UploadedTable.FilePart, "CSV (UTF-8 or GB18030) or XLSX, at most 10 MB and 50 000 rows, with headings unique_number or order_number, result (通过 or 不通过), reason."))
            .ProducesErrors(
                CampaignErrors.NotFound, TableErrors.FileMissing, TableErrors.FileUnreadable, TableErrors.ColumnsInvalid,
                TableErrors.RowsInvalid, TableErrors.Empty, TableErrors.TooLong, CommonErrors.Conflict);
        staff.MapGet("/campaigns/{id}/results", List).WithName("ListResults")
            .WithSummary("A campaign's produced orders with 学信网's results and the students' proofs").RequireAuthorization(Policies.CampaignStaff)
            .ProducesErrors(CampaignErrors.NotFound, CommonErrors.CursorInvalid);

        var batches = staff.MapGroup("/batches/{id}").RequireAuthorization(Policies.Operator);
        batches.MapPost("/orders/{orderId}/remake", Remake).WithName("ReturnForRemake")
            .WithSummary("Have what was delivered made again from the same photo; it goes into the next batch").AcceptsIdempotencyKey()
            .RequestExample(new ReasonRequest("寄送途中损坏"))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, BatchErrors.PhotosErased, ReprintErrors.AddressErased, CommonErrors.Conflict);
        batches.MapGet("/addresses.csv", ExportAddresses).WithName("ExportAddresses")
            .WithSummary("Where the posted prints of a batch go, as CSV; recorded in the audit trail")
            .Produces(StatusCodes.Status200OK, contentType: CsvType).ProducesErrors(BatchErrors.NotFound);
        batches.MapPost("/parcels", RecordParcels).WithName("RecordParcels")
            .WithSummary("Record the parcels of a batch's posted prints (CSV or XLSX), all or none").AcceptsIdempotencyKey(fingerprintsBody: false).TakesUploads()
            .WithMetadata(new TakesFile(
                UploadedTable.FilePart, "CSV (UTF-8 or GB18030) or XLSX, at most 10 MB and 5 000 rows, with headings order_number, carrier, parcel_number; the list of addresses will do."))
            .ProducesErrors(
                BatchErrors.NotFound, TableErrors.FileMissing, TableErrors.FileUnreadable, TableErrors.ColumnsInvalid, TableErrors.RowsInvalid,
                TableErrors.Empty, TableErrors.TooLong, CommonErrors.Conflict);

        api.MapPost("/integrations/orders/{number}/correction", Report).WithName("ReportCorrection").WithTags(Tags.Integrators)
            .WithSummary("勘误: have the photo of an order that the client delivered done again").RequireAuthorization(Policies.IntegratorBatches)
            .AcceptsIdempotencyKey().RequestExample(new ReasonRequest("人像比对不通过"))
            .ProducesErrors(OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, CommonErrors.Conflict);
    }

    private static async Task<Results<Ok<OrderView>, ProblemResult>> Ask(
        Guid id, ReasonRequest request, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new AskForCorrectionCommand(user.AccountId(), new OrderId(id), request.Reason), cancellationToken))
        .ToOk(response, order => order.Version);

    private static async Task<Results<Ok<ProofView>, ProblemResult>> Check(
        Guid id, ProofRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new CheckProofProcess(user.AccountId(), new OrderId(id), request.Finding, request.Reason), cancellationToken)).ToOk();

    private static async Task<Results<Ok<OrderReceipt>, ProblemResult>> Open(
        Guid id, CorrectionRequest request, ClaimsPrincipal user, HttpContext http, ISender sender, CancellationToken cancellationToken)
    {
        var version = ETags.ReadIfMatch(http.Request);
        if (version.Error is { } error) return new ProblemResult(error);
        return (await sender.Send(
            new OpenCorrectionCommand(new OrderId(id), user.SubjectId(), request.Reason, request.Deadline, version.Value), cancellationToken))
            .ToOk(http.Response, receipt => receipt.Version);
    }

    private static async Task<Results<Ok<IntegratorOrderView>, ProblemResult>> Report(
        string number, ReasonRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        var reported = await sender.Send(new ReportCorrectionCommand(number, user.SubjectId(), request.Reason), cancellationToken);
        return reported.Error is { } error
            ? new ProblemResult(error)
            : await IntegrationEndpoints.GetOrder(number, sender, cancellationToken);
    }

    private static async Task<Results<Ok<ResultImport>, ProblemResult>> Import(
        Guid id, HttpRequest request, ClaimsPrincipal user, ISender sender, IdempotencyScope idempotency, CancellationToken cancellationToken,
        bool dryRun = false)
    {
        var table = await UploadedTable.ReadAsync(request, TableErrors.FileMissing, cancellationToken);
        if (table.Error is { } refused) return new ProblemResult(refused);
        var sha256 = table.Value.Sha256;
        idempotency.Fingerprint($"{sha256} {dryRun}");
        using var file = table.Value.Open();
        return (await sender.Send(
            new ImportResultsProcess(new CampaignId(id), file, sha256, dryRun, user.SubjectId()), cancellationToken)).ToOk();
    }

    private static async Task<Results<Ok<Page<ResultLine>>, ProblemResult>> List(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken, NamedFilter<ChsiResult>? result = null,
        string? cursor = null, int pageSize = DefaultPageSize) =>
        (await sender.Send(
            new ListResultsQuery(new CampaignId(id), user.OwnSchool(), result?.Value, cursor, pageSize), cancellationToken)).ToOk();

    private static async Task<Results<NoContent, ProblemResult>> Remake(
        Guid id, Guid orderId, ReasonRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ReturnForRemakeCommand(new BatchId(id), new OrderId(orderId), request.Reason, user.SubjectId()), cancellationToken))
        .ToNoContent();

    private static async Task<Results<PushStreamHttpResult, ProblemResult>> ExportAddresses(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ExportAddressesQuery(new BatchId(id)), cancellationToken)).ToStream(CsvType, cancellationToken);

    private static async Task<Results<Ok<RecordedParcels>, ProblemResult>> RecordParcels(
        Guid id, HttpRequest request, ClaimsPrincipal user, ISender sender, IdempotencyScope idempotency, CancellationToken cancellationToken)
    {
        var table = await UploadedTable.ReadAsync(request, TableErrors.FileMissing, cancellationToken);
        if (table.Error is { } refused) return new ProblemResult(refused);
        idempotency.Fingerprint(table.Value.Sha256);
        using var file = table.Value.Open();
        return (await sender.Send(new RecordParcelsProcess(new BatchId(id), file, user.SubjectId()), cancellationToken)).ToOk();
    }
}
