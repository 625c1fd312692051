using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>提交照片: the photo that an order is placed with, or goes on with.</summary>
/// <param name="SubmissionId">A submission of the account that passed the first check.</param>
internal sealed record OrderSubmissionRequest(Guid SubmissionId);

/// <summary>A state by its name. The framework's own reading of enumerations would take numbers too.</summary>
/// <param name="Status">The state.</param>
internal readonly record struct StatusFilter(OrderStatus Status)
{
    public static bool TryParse(string? text, out StatusFilter filter)
    {
        var known = Enum.GetNames<OrderStatus>().Contains(text, StringComparer.Ordinal);
        filter = known ? new StatusFilter(Enum.Parse<OrderStatus>(text!)) : default;
        return known;
    }
}

/// <summary>我的订单.</summary>
internal static class OrderEndpoints
{
    private const int DefaultPageSize = 20;
    private static readonly OrderSubmissionRequest Example = new(new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"));

    public static void Map(IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags(Tags.Students).RequireAuthorization(Policies.Student);
        orders.MapPost("", Place).WithName("PlaceOrder")
            .WithSummary("提交照片: place an order with a photo that passed the first check")
            .AcceptsIdempotencyKey().AnswersVersion().RequestExample(Example)
            .ProducesErrors(
                SubmissionErrors.NotFound, SubmissionErrors.NotPassed, SubmissionErrors.UsedByAnother, AccountErrors.SessionEnded, AccountErrors.ConsentRequired,
                AccountErrors.PhoneRequired, EnrolmentErrors.NotFound, CampaignErrors.NotFound, CampaignErrors.NotOpen,
                OrderErrors.AlreadyPlaced, CommonErrors.Conflict);
        orders.MapGet("", List).WithName("ListOrders")
            .WithSummary("订单列表: newest first, by status, page by page")
            .ProducesErrors(CommonErrors.CursorInvalid);
        orders.MapGet("/{id}", Get).WithName("GetOrder").WithSummary("One order").AnswersVersion()
            .ProducesErrors(OrderErrors.NotFound);
        orders.MapPut("/{id}/submission", ReplaceSubmission).WithName("ReplaceOrderSubmission")
            .WithSummary("去编辑, 修改照片: another photo takes the place of the current one")
            .AnswersVersion().RequestExample(Example)
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.ResubmissionOverdue,
                OrderErrors.RefundRequested, SubmissionErrors.NotFound,
                SubmissionErrors.NotPassed, SubmissionErrors.UsedByAnother, SubmissionErrors.RejectedBefore, CommonErrors.Conflict);
        orders.MapPost("/{id}/withdrawal", Withdraw).WithName("WithdrawOrder")
            .WithSummary("撤回: take an order out of review while nobody holds it")
            .AcceptsIdempotencyKey().AnswersVersion()
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.UnderReview, OrderErrors.RefundRequested,
                CommonErrors.Conflict);
    }

    private static async Task<Results<Created<OrderView>, ProblemResult>> Place(
        OrderSubmissionRequest request, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new PlaceOrderCommand(user.AccountId(), new SubmissionId(request.SubmissionId)), cancellationToken))
        .ToCreated(response, order => $"{ApiEndpoints.Root}/orders/{order.Id}", order => order.Version);

    private static async Task<Results<Ok<Page<OrderView>>, ProblemResult>> List(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken,
        StatusFilter? status = null, string? cursor = null, int pageSize = DefaultPageSize) =>
        (await sender.Send(new ListOrdersQuery(user.AccountId(), status?.Status, cursor, pageSize), cancellationToken)).ToOk();

    private static async Task<Results<Ok<OrderView>, ProblemResult>> Get(
        Guid id, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetOrderQuery(user.AccountId(), new OrderId(id)), cancellationToken))
        .ToOk(response, order => order.Version);

    private static async Task<Results<Ok<OrderView>, ProblemResult>> ReplaceSubmission(
        Guid id, OrderSubmissionRequest request, ClaimsPrincipal user, HttpResponse response, ISender sender,
        CancellationToken cancellationToken) =>
        (await sender.Send(
            new ReplaceOrderSubmissionCommand(user.AccountId(), new OrderId(id), new SubmissionId(request.SubmissionId)),
            cancellationToken))
        .ToOk(response, order => order.Version);

    private static async Task<Results<Ok<OrderView>, ProblemResult>> Withdraw(
        Guid id, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new WithdrawOrderCommand(user.AccountId(), new OrderId(id)), cancellationToken))
        .ToOk(response, order => order.Version);
}
