using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Support;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
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

/// <summary>在线客服: a question.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Text">The question, at most 1000 characters.</param>
/// <param name="OrderId">The order that it is about, or none.</param>
internal sealed record TicketRequest(TicketTopic Topic, string Text, Guid? OrderId = null);

/// <summary>在线客服: something more.</summary>
/// <param name="Text">The words, at most 1000 characters.</param>
internal sealed record TicketMessageRequest(string Text);

/// <summary>客服回复.</summary>
/// <param name="Text">The answer, at most 1000 characters.</param>
/// <param name="Close">Whether that ends the ticket.</param>
internal sealed record TicketAnswerRequest(string Text, bool Close = false);

/// <summary>在线客服, for students and for those who answer.</summary>
internal static class TicketEndpoints
{
    private const string PicturePart = "picture";

    public static void Map(IEndpointRouteBuilder api)
    {
        var tickets = api.MapGroup("/support-tickets").WithTags(Tags.Students).RequireAuthorization(Policies.Student);
        tickets.MapPost("", Open).WithName("OpenTicket")
            .WithSummary("在线客服: ask; one open ticket of a topic").AcceptsIdempotencyKey()
            .RequestExample(new TicketRequest(TicketTopic.Photo, "照片被驳回，但我没有戴眼镜。", new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")))
            .ProducesErrors(
                TicketErrors.AlreadyOpen, MessageErrors.TextRisky, TicketErrors.DailyLimit, OrderErrors.NotFound,
                AccountErrors.SessionEnded, CommonErrors.Conflict);
        tickets.MapGet("", List).WithName("ListTickets").WithSummary("在线客服: the account's latest tickets, newest first");
        tickets.MapGet("/{id}", Get).WithName("GetTicket").WithSummary("One ticket with what was said").ProducesErrors(TicketErrors.NotFound);
        tickets.MapPost("/{id}/messages", Say).WithName("SayInTicket").WithSummary("在线客服: say something more; the same words again are the same message")
            .RequestExample(new TicketMessageRequest("补充：使用的是后置摄像头。"))
            .ProducesErrors(
                TicketErrors.NotFound, TicketErrors.Closed, TicketErrors.Full, MessageErrors.TextRisky, TicketErrors.DailyLimit,
                AccountErrors.SessionEnded, CommonErrors.Conflict);
        tickets.MapPost("/{id}/pictures", Show).WithName("ShowInTicket").WithSummary("在线客服: show a picture; the same one again changes nothing")
            .TakesUploads().WithMetadata(new TakesFile(PicturePart, "JPEG or PNG, at most 5 MB and 20 megapixels; at most five in a ticket."))
            .ProducesErrors(
                TicketErrors.NotFound, TicketErrors.Closed, TicketErrors.Full, TicketErrors.DailyLimit, TicketErrors.PictureMissing,
                PhotoErrors.Empty, PhotoErrors.TooLarge, PhotoErrors.TooManyPixels, PhotoErrors.TypeUnsupported, PhotoErrors.TooComplex,
                PhotoErrors.Damaged, PhotoErrors.CheckerBusy, PhotoErrors.CheckTimedOut, CommonErrors.Conflict);
        tickets.MapPost("/{id}/closing", Close).WithName("CloseTicket").WithSummary("在线客服: no more help is needed")
            .ProducesErrors(TicketErrors.NotFound, CommonErrors.Conflict);

        var staff = api.MapGroup("/staff/tickets").WithTags(Tags.Staff).RequireAuthorization(Policies.Operator);
        staff.MapGet("", ListForStaff).WithName("ListStaffTickets")
            .WithSummary("Tickets, the longest waiting first; those that wait for an answer unless told");
        staff.MapGet("/{id}", GetForStaff).WithName("GetStaffTicket").WithSummary("One ticket; recorded in the audit trail")
            .ProducesErrors(TicketErrors.NotFound);
        staff.MapPost("/{id}/messages", Answer).WithName("AnswerTicket").WithSummary("Answer, and end the ticket if nothing is left to say; the same words again are the same message")
            .RequestExample(new TicketAnswerRequest("镜片反光被误判，已为您重新开放提交。", true))
            .ProducesErrors(TicketErrors.NotFound, TicketErrors.Closed, TicketErrors.Full, CommonErrors.Conflict);
    }

    private static async Task<Results<Created<TicketView>, ProblemResult>> Open(
        TicketRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new OpenTicketProcess(
                user.AccountId(), request.Topic, request.OrderId is { } order ? new OrderId(order) : null, request.Text),
            cancellationToken))
        .ToCreated(ticket => $"{ApiEndpoints.Root}/support-tickets/{ticket.Id}");

    private static async Task<Results<Ok<Page<TicketLine>>, ProblemResult>> List(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListTicketsQuery(user.AccountId()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<TicketView>, ProblemResult>> Get(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetTicketQuery(user.AccountId(), new TicketId(id)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<TicketView>, ProblemResult>> Say(
        Guid id, TicketMessageRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new SayInTicketProcess(user.AccountId(), new TicketId(id), request.Text), cancellationToken)).ToOk();

    private static async Task<Results<Ok<TicketView>, ProblemResult>> Show(
        Guid id, HttpRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        var upload = MultipartUpload.Open(request);
        if (upload.Error is { } refused) return new ProblemResult(refused);
        while (await upload.Value.NextAsync(cancellationToken) is { } part)
        {
            if (part.IsFile && part.Name == PicturePart)
                return (await sender.Send(new ShowInTicketProcess(user.AccountId(), new TicketId(id), part), cancellationToken)).ToOk();
        }

        return new ProblemResult(TicketErrors.PictureMissing);
    }

    private static async Task<Results<Ok<TicketLine>, ProblemResult>> Close(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new CloseTicketCommand(user.AccountId(), new TicketId(id)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<TicketLine>>, ProblemResult>> ListForStaff(
        ISender sender, CancellationToken cancellationToken, NamedFilter<TicketStatus>? status = null) =>
        (await sender.Send(new ListStaffTicketsQuery(status?.Value), cancellationToken)).ToOk();

    private static async Task<Results<Ok<TicketView>, ProblemResult>> GetForStaff(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetStaffTicketQuery(new TicketId(id)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<TicketView>, ProblemResult>> Answer(
        Guid id, TicketAnswerRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new AnswerTicketCommand(new TicketId(id), request.Text, request.Close, user.PersonId()), cancellationToken)).ToOk();
}
