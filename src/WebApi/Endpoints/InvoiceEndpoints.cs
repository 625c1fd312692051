using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Invoices;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>The invoice that was issued.</summary>
/// <param name="Number">发票号码.</param>
internal sealed record InvoiceNumberRequest(string Number);

/// <summary>发票, for students and for those who issue.</summary>
internal static class InvoiceEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/orders/{id}/invoice-request", Request).WithName("RequestInvoice").WithTags(Tags.Students)
            .WithSummary("申请发票: an invoice of what was paid and did not go back").RequireAuthorization(Policies.Student)
            .AcceptsIdempotencyKey().RequestExample(new InvoiceTitle("青岛某某科技有限公司", "91370200MA3C000000", "finance@example.com"))
            .ProducesErrors(OrderErrors.NotFound, InvoiceErrors.NothingPaid, InvoiceErrors.AlreadyRequested, CommonErrors.Conflict);
        api.MapGet("/invoices", List).WithName("ListInvoices").WithTags(Tags.Students)
            .WithSummary("发票: the account's requests, newest first").RequireAuthorization(Policies.Student);
        var staff = api.MapGroup("/staff/invoices").WithTags(Tags.Staff).RequireAuthorization(Policies.OperatorOrFinance);
        staff.MapGet("", ListForStaff).WithName("ListInvoiceRequests")
            .WithSummary("Requests for invoices, the oldest first; those that wait unless told; recorded in the audit trail");
        staff.MapPost("/{id}/issuing", Issue).WithName("IssueInvoice").WithSummary("Record the invoice that was issued")
            .AcceptsIdempotencyKey().RequestExample(new InvoiceNumberRequest("26372000000012345678"))
            .ProducesErrors(InvoiceErrors.NotFound, InvoiceErrors.Decided, InvoiceErrors.NothingPaid, CommonErrors.Conflict);
        staff.MapPost("/{id}/decline", Decline).WithName("DeclineInvoice").WithSummary("Decline a request; the student may ask again")
            .AcceptsIdempotencyKey().RequestExample(new ReasonRequest("抬头与税号不符"))
            .ProducesErrors(InvoiceErrors.NotFound, InvoiceErrors.Decided, CommonErrors.Conflict);
    }

    private static async Task<Results<Created<InvoiceView>, ProblemResult>> Request(
        Guid id, InvoiceTitle request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RequestInvoiceCommand(user.AccountId(), new OrderId(id), request), cancellationToken))
        .ToCreated(_ => $"{ApiEndpoints.Root}/invoices");

    private static async Task<Results<Ok<Page<InvoiceView>>, ProblemResult>> List(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListInvoicesQuery(user.AccountId()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<InvoiceView>>, ProblemResult>> ListForStaff(
        ISender sender, CancellationToken cancellationToken, NamedFilter<InvoiceStatus>? status = null) =>
        (await sender.Send(new ListInvoiceRequestsQuery(status?.Value), cancellationToken)).ToOk();

    private static async Task<Results<Ok<InvoiceView>, ProblemResult>> Issue(
        Guid id, InvoiceNumberRequest request, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new IssueInvoiceCommand(new InvoiceId(id), request.Number), cancellationToken)).ToOk();

    private static async Task<Results<Ok<InvoiceView>, ProblemResult>> Decline(
        Guid id, ReasonRequest request, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeclineInvoiceCommand(new InvoiceId(id), request.Reason), cancellationToken)).ToOk();
}
