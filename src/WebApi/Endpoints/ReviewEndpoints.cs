using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Photos;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>Approves a photo.</summary>
/// <param name="SubmissionId">The photo that was looked at.</param>
internal sealed record ApprovalRequest(Guid SubmissionId);

/// <summary>驳回.</summary>
/// <param name="SubmissionId">The photo that was looked at.</param>
/// <param name="Reasons">One to five codes of the catalogue.</param>
/// <param name="Note">What the student should know besides; at most 200 characters.</param>
internal sealed record RejectionRequest(Guid SubmissionId, IReadOnlyList<string> Reasons, string? Note = null);

/// <summary>Says why.</summary>
/// <param name="Reason">At most 200 characters.</param>
internal sealed record ReasonRequest(string Reason);

/// <summary>More time.</summary>
/// <param name="Deadline">The new deadline, later than the present one.</param>
internal sealed record DeadlineRequest(DateTimeOffset Deadline);

/// <summary>驳回 of many orders with one reason.</summary>
/// <param name="Orders">1 to 200 orders, each with the version that was looked at.</param>
/// <param name="Reason">One code of the catalogue.</param>
/// <param name="Note">What the students should know besides; at most 200 characters.</param>
internal sealed record BulkRejectionRequest(IReadOnlyList<SeenOrder> Orders, string Reason, string? Note = null);

/// <summary>审核.</summary>
internal static class ReviewEndpoints
{
    private const int DefaultPageSize = 20;
    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromDays(30);
    private static readonly Guid ExampleId = new("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");

    public static void Map(IEndpointRouteBuilder api)
    {
        var staff = api.MapGroup("/staff").WithTags(Tags.Staff);
        staff.MapGet("/reviews", ListQueue).WithName("ListReviewQueue")
            .WithSummary("Orders that wait for review: the longest wait first, appeals and late resubmissions before it").RequireAuthorization(Policies.Reviewer)
            .ProducesErrors(CommonErrors.CursorInvalid);
        staff.MapPost("/reviews/next", ClaimNext).WithName("ClaimNextOrder")
            .WithSummary("Claim the next free order: schools take turns, and every other turn is a raised campaign's").RequireAuthorization(Policies.Reviewer)
            .AcceptsIdempotencyKey().AnswersVersion().ProducesErrors(OrderErrors.QueueEmpty, CommonErrors.Conflict);
        staff.MapPost("/reviews/bulk-rejection", RejectMany).WithName("RejectOrders")
            .WithSummary("驳回 many orders with one reason: those that the caller holds or nobody holds; the others are named")
            .RequireAuthorization(Policies.Reviewer).AcceptsIdempotencyKey()
            .RequestExample(new BulkRejectionRequest([new SeenOrder(ExampleId, 7)], "BACKGROUND_COLOUR"))
            .ProducesErrors(CommonErrors.Invalid);
        staff.MapGet("/reviews/statistics", GetStatistics).WithName("GetReviewStatistics")
            .WithSummary("Pace, agreement and reversals by reviewer, the last 30 days unless told; a reviewer sees the own row")
            .RequireAuthorization(Policies.ReviewStatistics).ProducesErrors(CommonErrors.Invalid);
        staff.MapGet("/rejection-reasons", ListReasons).WithName("ListRejectionReasons")
            .WithSummary("The catalogue of rejection reasons with their remedies").RequireAuthorization(Policies.Staff);
        staff.MapGet("/orders/{idOrNumber}", Get).WithName("GetStaffOrder")
            .WithSummary("An order by its identity or its number, with photo, report, decisions and history")
            .RequireAuthorization(Policies.Staff).AnswersVersion().ProducesErrors(OrderErrors.NotFound);
        staff.MapGet("/orders/{id}/annotated-photo", Annotate).WithName("GetOrderAnnotatedPhoto")
            .WithSummary("The upload with guide lines, measured lines and a numbered mark for each failed item of its report")
            .RequireAuthorization(Policies.Staff).Produces(StatusCodes.Status200OK, contentType: "image/jpeg")
            .ProducesErrors(OrderErrors.NotFound, SubmissionErrors.NotFound, PhotoErrors.Damaged, PhotoErrors.CheckerBusy, PhotoErrors.CheckTimedOut);
        staff.MapGet("/orders/{id}/print-sheet", Print).WithName("GetPrintSheet")
            .WithSummary("加洗: a sheet of prints of the delivered photo on 5-inch or 6-inch paper, with crop marks")
            .RequireAuthorization(Policies.Operator)
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg", additionalContentTypes: "image/png")
            .ProducesErrors(
                OrderErrors.NotFound, CommonErrors.Invalid, PhotoErrors.PrintDoesNotFit, PhotoErrors.Damaged, PhotoErrors.CheckerBusy,
                PhotoErrors.CheckTimedOut);
        staff.MapPost("/orders/{id}/claim", Claim).WithName("ClaimOrder")
            .WithSummary("Claim an order for ten minutes").RequireAuthorization(Policies.Reviewer)
            .AcceptsIdempotencyKey().AnswersVersion()
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.ClaimedByAnother, OrderErrors.OwnOrder,
                OrderErrors.OtherReviewerRequired, OrderErrors.SeniorReviewerRequired, OrderErrors.RefundRequested, CommonErrors.Conflict);
        staff.MapDelete("/orders/{id}/claim", Release).WithName("ReleaseOrder")
            .WithSummary("Give a claimed order back").RequireAuthorization(Policies.Reviewer).AnswersVersion()
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.NotClaimed, CommonErrors.Conflict);
        staff.MapPost("/orders/{id}/approval", Approve).WithName("ApproveOrder")
            .WithSummary("Approve the current photo").RequireAuthorization(Policies.Reviewer)
            .ActsOnVersion().AcceptsIdempotencyKey().AnswersVersion().RequestExample(new ApprovalRequest(ExampleId))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.NotClaimed,
                OrderErrors.NotTheCurrentSubmission, OrderErrors.RefundRequested, CommonErrors.Conflict);
        staff.MapPost("/orders/{id}/rejection", Reject).WithName("RejectOrder")
            .WithSummary("驳回: reject the current photo with reasons").RequireAuthorization(Policies.Reviewer)
            .ActsOnVersion().AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new RejectionRequest(ExampleId, ["BLUR", "NOT_FRONTAL"], "请在窗边重新拍摄。"))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.NotClaimed,
                OrderErrors.NotTheCurrentSubmission, OrderErrors.ReasonUnknown, OrderErrors.RefundRequested, MessageErrors.TextRisky,
                CommonErrors.Conflict);
        staff.MapPost("/orders/{id}/reopening", Reopen).WithName("ReopenOrder")
            .WithSummary("Send an approved order back to review").RequireAuthorization(Policies.SeniorReviewer)
            .ActsOnVersion().AcceptsIdempotencyKey().AnswersVersion().RequestExample(new ReasonRequest("眼镜反光，复核"))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.RefundRequested, CommonErrors.Conflict);
        staff.MapPost("/orders/{id}/deadline", Extend).WithName("ExtendDeadline")
            .WithSummary("Give a student more time for another photo").RequireAuthorization(Policies.Operator)
            .ActsOnVersion().AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new DeadlineRequest(new DateTimeOffset(2027, 1, 31, 23, 59, 59, OrderNumber.ChinaOffset)))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.DeadlineNotLater, CommonErrors.Conflict);
    }

    private static async Task<Results<Ok<Page<QueuedOrderView>>, ProblemResult>> ListQueue(
        ISender sender, CancellationToken cancellationToken, string? cursor = null, int pageSize = DefaultPageSize, Guid? schoolId = null) =>
        (await sender.Send(
            new ListReviewQueueQuery(cursor, pageSize, schoolId is { } school ? new SchoolId(school) : null), cancellationToken)).ToOk();

    private static async Task<Results<Ok<BulkRejection>, ProblemResult>> RejectMany(
        BulkRejectionRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new BulkRejectProcess(
                user.SubjectId(), user.Has(ActorKind.SeniorReviewer), request.Orders, request.Reason, request.Note),
            cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<ReviewerStatistics>>, ProblemResult>> GetStatistics(
        ClaimsPrincipal user, TimeProvider clock, ISender sender, CancellationToken cancellationToken,
        DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var end = until ?? clock.GetUtcNow().AddMinutes(1);
        var all = user.Has(ActorKind.SeniorReviewer) || user.Has(ActorKind.Operator);
        return (await sender.Send(
            new ReviewStatisticsQuery(from ?? end - DefaultPeriod, end, all ? null : user.SubjectId()), cancellationToken)).ToOk();
    }

    private static async Task<Results<Ok<Page<ReasonView>>, ProblemResult>> ListReasons(
        ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListRejectionReasonsQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Ok<StaffOrderView>, ProblemResult>> Get(
        string idOrNumber, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetStaffOrderQuery(idOrNumber), cancellationToken)).ToOk(response, order => order.Version);

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Annotate(
        Guid id, HttpResponse response, ISender sender, CancellationToken cancellationToken, Guid? submissionId = null) =>
        (await sender.Send(
            new AnnotateOrderPhotoProcess(new OrderId(id), submissionId is { } photo ? new SubmissionId(photo) : null), cancellationToken))
        .ToPicture(response);

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Print(
        Guid id, HttpResponse response, ISender sender, CancellationToken cancellationToken,
        PrintPaper paper = PrintPaper.SixInch, int? copies = null, int? widthMm = null, PrintFormat format = PrintFormat.Jpeg) =>
        (await sender.Send(new MakePrintSheetProcess(new OrderId(id), new PrintSheet(paper, copies, widthMm, format)), cancellationToken))
        .ToPicture(response);

    private static async Task<Results<Ok<OrderReceipt>, ProblemResult>> ClaimNext(
        ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        Answer(await sender.Send(new ClaimNextOrderProcess(user.SubjectId(), user.Has(ActorKind.SeniorReviewer)), cancellationToken), response);

    private static async Task<Results<Ok<OrderReceipt>, ProblemResult>> Claim(
        Guid id, ClaimsPrincipal user, HttpResponse response, [FromServices] IStaffDirectory directory, ISender sender,
        CancellationToken cancellationToken)
    {
        var reviewer = await directory.FindAsync(user.SubjectId(), cancellationToken);
        return Answer(
            await sender.Send(
                new ClaimOrderCommand(new OrderId(id), user.SubjectId(), reviewer?.PhoneHash, user.Has(ActorKind.SeniorReviewer)),
                cancellationToken),
            response);
    }

    private static async Task<Results<Ok<OrderReceipt>, ProblemResult>> Release(
        Guid id, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        Answer(await sender.Send(new ReleaseOrderCommand(new OrderId(id), user.SubjectId()), cancellationToken), response);

    private static async Task<Results<Ok<OrderReceipt>, ProblemResult>> Approve(
        Guid id, ApprovalRequest decision, ClaimsPrincipal user, HttpContext http, ISender sender,
        CancellationToken cancellationToken)
    {
        var version = ETags.ReadIfMatch(http.Request);
        if (version.Error is { } error) return new ProblemResult(error);
        return Answer(
            await sender.Send(
                new ApproveOrderCommand(
                    new OrderId(id), user.SubjectId(), new SubmissionId(decision.SubmissionId), version.Value),
                cancellationToken),
            http.Response);
    }

    private static async Task<Results<Ok<OrderReceipt>, ProblemResult>> Reject(
        Guid id, RejectionRequest decision, ClaimsPrincipal user, HttpContext http, ISender sender,
        CancellationToken cancellationToken)
    {
        var version = ETags.ReadIfMatch(http.Request);
        if (version.Error is { } error) return new ProblemResult(error);
        return Answer(
            await sender.Send(
                new RejectOrderCommand(
                    new OrderId(id), user.SubjectId(), new SubmissionId(decision.SubmissionId), decision.Reasons,
                    decision.Note, version.Value),
                cancellationToken),
            http.Response);
    }

    private static async Task<Results<Ok<OrderReceipt>, ProblemResult>> Reopen(
        Guid id, ReasonRequest request, ClaimsPrincipal user, HttpContext http, ISender sender,
        CancellationToken cancellationToken)
    {
        var version = ETags.ReadIfMatch(http.Request);
        if (version.Error is { } error) return new ProblemResult(error);
        return Answer(
            await sender.Send(
                new ReopenOrderCommand(new OrderId(id), user.SubjectId(), request.Reason, version.Value), cancellationToken),
            http.Response);
    }

    private static async Task<Results<Ok<OrderReceipt>, ProblemResult>> Extend(
        Guid id, DeadlineRequest request, ClaimsPrincipal user, HttpContext http, ISender sender,
        CancellationToken cancellationToken)
    {
        var version = ETags.ReadIfMatch(http.Request);
        if (version.Error is { } error) return new ProblemResult(error);
        return Answer(
            await sender.Send(
                new ExtendDeadlineCommand(new OrderId(id), user.SubjectId(), request.Deadline, version.Value), cancellationToken),
            http.Response);
    }

    private static Results<Ok<OrderReceipt>, ProblemResult> Answer(Result<OrderReceipt> result, HttpResponse response) =>
        result.ToOk(response, receipt => receipt.Version);
}
