using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>What WeChat Pay is told when a notification was not taken; it then sends it again.</summary>
/// <param name="Code">Always FAIL.</param>
/// <param name="Message">Why.</param>
internal sealed record NotificationRefusal(string Code, string Message);

/// <summary>支付订单.</summary>
internal static class PaymentEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/orders/{id}/payments", Start).WithName("StartPayment").WithTags(Tags.Students)
            .WithSummary("去支付: open a payment attempt, or get the open one again; the parameters are for wx.requestPayment")
            .RequireAuthorization(Policies.Student).AddEndpointFilter<OpenSession>().AcceptsIdempotencyKey()
            .ProducesErrors(
                AccountErrors.SessionEnded, OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.PaymentOverdue,
                OrderErrors.PaymentUnderExamination, PaymentErrors.AlreadyPaid, PaymentErrors.AttemptClosed,
                PaymentErrors.AttemptClosing, PaymentErrors.Refused, PaymentErrors.Unknown, LoginErrors.WeChatUnavailable,
                CommonErrors.Conflict);
        api.MapPost("/orders/{id}/payments/confirmation", Confirm).WithName("ConfirmPayment").WithTags(Tags.Students)
            .WithSummary("The client is back from WeChat: ask WeChat what came of the payment")
            .RequireAuthorization(Policies.Student).AnswersVersion()
            .ProducesErrors(OrderErrors.NotFound, LoginErrors.WeChatUnavailable, CommonErrors.Conflict);
        api.MapPost("/orders/{id}/cancellation", Cancel).WithName("CancelOrder").WithTags(Tags.Students)
            .WithSummary("Cancel an unpaid order; its open payment attempt is closed at WeChat first")
            .RequireAuthorization(Policies.Student).AcceptsIdempotencyKey().AnswersVersion()
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.PaymentUnderExamination,
                PaymentErrors.AlreadyPaid, LoginErrors.WeChatUnavailable, CommonErrors.Conflict);
        api.MapPost("/orders/{id}/refund-request", AskForRefund).WithName("AskForRefund").WithTags(Tags.Students)
            .WithSummary("申请退款: ask for the whole payment back before production; until it is decided, review and production wait")
            .RequireAuthorization(Policies.Student).AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new ReasonRequest("已在其他地点完成采集"))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.NothingPaid, OrderErrors.RefundRequested,
                MessageErrors.TextRisky, CommonErrors.Conflict);
        api.MapDelete("/orders/{id}/refund-request", TakeRequestBack).WithName("TakeRefundRequestBack").WithTags(Tags.Students)
            .WithSummary("Take one's request for a refund back; the order goes on")
            .RequireAuthorization(Policies.Student).AnswersVersion()
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.NoRefundRequest, OrderErrors.ActorNotAllowed,
                CommonErrors.Conflict);
        api.MapPost("/payments/wechat/{account}/notifications", Receive).WithName("ReceivePaymentNotification").WithTags(Tags.Integrators)
            .WithSummary("WeChat Pay's notification: signed and encrypted, answered as WeChat Pay wants")
            .AllowAnonymous().DisableRateLimiting().WithMetadata(new AnswersOtherErrors())
            .WithMetadata(new TakesRawJson("A notification of WeChat Pay v3, with the headers Wechatpay-Timestamp, Wechatpay-Nonce, Wechatpay-Signature and Wechatpay-Serial."))
            .Produces(StatusCodes.Status204NoContent)
            .Produces<NotificationRefusal>(StatusCodes.Status401Unauthorized)
            .Produces<NotificationRefusal>(StatusCodes.Status404NotFound)
            .Produces<NotificationRefusal>(StatusCodes.Status409Conflict)
            .Produces<NotificationRefusal>(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<PaymentView>, ProblemResult>> Start(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new StartPaymentProcess(user.AccountId(), new OrderId(id)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<OrderView>, ProblemResult>> Confirm(
        Guid id, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ConfirmPaymentProcess(user.AccountId(), new OrderId(id)), cancellationToken))
        .ToOk(response, order => order.Version);

    private static async Task<Results<Ok<OrderView>, ProblemResult>> Cancel(
        Guid id, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new CancelOrderProcess(user.AccountId(), new OrderId(id)), cancellationToken))
        .ToOk(response, order => order.Version);

    private static async Task<Results<Ok<OrderView>, ProblemResult>> AskForRefund(
        Guid id, ReasonRequest request, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new AskForRefundCommand(user.AccountId(), new OrderId(id), request.Reason), cancellationToken))
        .ToOk(response, order => order.Version);

    private static async Task<Results<Ok<OrderView>, ProblemResult>> TakeRequestBack(
        Guid id, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new TakeRefundRequestBackCommand(user.AccountId(), new OrderId(id)), cancellationToken))
        .ToOk(response, order => order.Version);

    private static async Task<Results<NoContent, JsonHttpResult<NotificationRefusal>>> Receive(
        string account, HttpRequest request, ISender sender, CancellationToken cancellationToken)
    {
        // The signature is over the very bytes that were sent.
        var body = await BoundedJson.ReadBytesAsync(request, cancellationToken);
        var headers = request.Headers;
        var applied = await sender.Send(
            new ReceiveNotificationProcess(new RawNotification(
                account, body, headers["Wechatpay-Timestamp"], headers["Wechatpay-Nonce"],
                headers["Wechatpay-Signature"], headers["Wechatpay-Serial"])),
            cancellationToken);
        return applied.Error is { } error
            ? TypedResults.Json(new NotificationRefusal("FAIL", error.Message.Zh), statusCode: ErrorStatus.Of(error))
            : TypedResults.NoContent();
    }
}
