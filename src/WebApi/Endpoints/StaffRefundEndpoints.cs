using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
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

/// <summary>Money back as a courtesy.</summary>
/// <param name="AmountFen">How much, in fen; at least 1.</param>
/// <param name="Reason">At most 200 characters.</param>
internal sealed record GoodwillRequest(long AmountFen, string Reason);

/// <summary>Proof of a refund that people paid.</summary>
/// <param name="Evidence">Such as the bank's number; at most 64 characters, nothing personal.</param>
internal sealed record RefundEvidenceRequest(string Evidence);

/// <summary>Where a refund goes that the payer's account does not take.</summary>
/// <param name="Destination">A card of the payer, or the merchant's own bank account, from which people then pay.</param>
/// <param name="Card">The card, when it goes to one.</param>
internal sealed record RedirectionRequest(RefundDestination Destination, PayerCard? Card = null);

/// <summary>A card of the payer. It is passed on encrypted and not kept.</summary>
/// <param name="Bank">WeChat's code of the bank.</param>
/// <param name="Number">12 to 19 digits.</param>
/// <param name="Holder">The holder's name.</param>
internal sealed record PayerCard(string Bank, string Number, string Holder)
{
    /// <summary>Tells nothing of the card.</summary>
    public override string ToString() => nameof(PayerCard);
}

/// <summary>Refunds, for operators and finance.</summary>
internal static class StaffRefundEndpoints
{
    private const int DefaultPageSize = 50;
    private static readonly ReasonRequest ExampleReason = new("学生已转学");

    public static void Map(IEndpointRouteBuilder api)
    {
        var refunds = api.MapGroup("/staff/refunds").WithTags(Tags.Staff);
        refunds.MapGet("", List).WithName("ListRefunds")
            .WithSummary("Refunds, the latest decided first; Abnormal and Closed ones wait for a person")
            .RequireAuthorization(Policies.OperatorOrFinance);
        refunds.MapGet("/requests", ListRequests).WithName("ListRefundRequests")
            .WithSummary("Requests that wait for finance, and refunds that wait for a second person")
            .RequireAuthorization(Policies.OperatorOrFinance);
        refunds.MapPost("/{outRefundNo}/settlement", Settle).WithName("SettleRefund")
            .WithSummary("Send a refund now, or ask for it; one that was refused or closed is sent again")
            .RequireAuthorization(Policies.Finance).AcceptsIdempotencyKey()
            .ProducesErrors(
                PaymentErrors.Unknown, PaymentErrors.RefundNotOpen, PaymentErrors.RefundDiffers, PaymentErrors.RefundRefused,
                PaymentErrors.RefundNotFunded, PaymentErrors.RefundUnknown, LoginErrors.WeChatUnavailable, CommonErrors.Conflict);
        refunds.MapPost("/{outRefundNo}/redirection", Redirect).WithName("RedirectRefund")
            .WithSummary("异常退款: send a refund elsewhere that the payer's account does not take; a card is named by two people")
            .RequireAuthorization(Policies.Finance)
            .RequestExample(new RedirectionRequest(
                RefundDestination.PayerCard, new PayerCard("ICBC_DEBIT", "6222020200000000123", "张晓明")))
            .ProducesErrors(
                PaymentErrors.Unknown, PaymentErrors.RefundNotOpen, PaymentErrors.RefundDiffers, PaymentErrors.RefundRefused,
                PaymentErrors.RefundNotFunded, PaymentErrors.RefundUnknown, LoginErrors.WeChatUnavailable, CommonErrors.Conflict);
        refunds.MapPost("/{outRefundNo}/evidence", Record).WithName("RecordRefundByHand")
            .WithSummary("Prove that people have paid money back: a transfer, or what went to the merchant instead of the payer")
            .RequireAuthorization(Policies.Finance).AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new RefundEvidenceRequest("工行回单 20261126-000045"))
            .ProducesErrors(PaymentErrors.Unknown, PaymentErrors.RefundNotOpen, CommonErrors.Conflict);

        refunds.MapPost("/orders/{id}/request", Ask).WithName("RequestRefund")
            .WithSummary("Ask for an order's whole payment back; until finance decides, review and production wait")
            .RequireAuthorization(Policies.Operator).ActsOnVersion().AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(ExampleReason)
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.NothingPaid, OrderErrors.RefundRequested,
                CommonErrors.Conflict);
        refunds.MapDelete("/orders/{id}/request", TakeBack).WithName("WithdrawRefundRequest")
            .WithSummary("Take a request back; only who made it may").RequireAuthorization(Policies.Operator).AnswersVersion()
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.NoRefundRequest, OrderErrors.ActorNotAllowed,
                CommonErrors.Conflict);
        refunds.MapPost("/orders/{id}/approval", Approve).WithName("ApproveRefund")
            .WithSummary("Give the whole payment back as requested; the order ends. Above the limit a second person approves too")
            .RequireAuthorization(Policies.Finance).ActsOnVersion().AcceptsIdempotencyKey().AnswersVersion()
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.NoRefundRequest, OrderErrors.NothingPaid,
                OrderErrors.SecondPersonRequired, CommonErrors.Conflict);
        refunds.MapPost("/orders/{id}/decline", Decline).WithName("DeclineRefund")
            .WithSummary("Decline the request").RequireAuthorization(Policies.Finance).ActsOnVersion().AcceptsIdempotencyKey()
            .AnswersVersion().RequestExample(new ReasonRequest("照片已进入制作"))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.NoRefundRequest, MessageErrors.TextRisky,
                CommonErrors.Conflict);
        refunds.MapPost("/orders/{id}/goodwill", GiveGoodwill).WithName("GiveGoodwill")
            .WithSummary("Give money back as a courtesy: the first person proposes, the same amount by a second one gives it")
            .RequireAuthorization(Policies.Finance).ActsOnVersion().AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new GoodwillRequest(500, "等待时间过长"))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.NothingPaid, OrderErrors.RefundExceedsPaid, OrderErrors.GoodwillOnlyPart,
                OrderErrors.SecondPersonRequired, CommonErrors.Conflict);
    }

    private static async Task<Results<Ok<Page<StaffRefundView>>, ProblemResult>> List(
        ISender sender, CancellationToken cancellationToken, RefundState? state = null, int pageSize = DefaultPageSize) =>
        (await sender.Send(new ListRefundsQuery(state, pageSize), cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<RefundRequestView>>, ProblemResult>> ListRequests(
        ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListRefundRequestsQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Ok<StaffRefundView>, ProblemResult>> Settle(
        string outRefundNo, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new SettleRefundProcess(outRefundNo), cancellationToken)).ToOk();

    private static async Task<Results<Ok<StaffRefundView>, ProblemResult>> Redirect(
        string outRefundNo, RedirectionRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new RedirectRefundProcess(
                outRefundNo, request.Destination,
                request.Card is { } card ? new BankCard(card.Bank, card.Number, card.Holder) : null, user.PersonId()),
            cancellationToken)).ToOk();

    private static async Task<Results<Ok<MoneyReceipt>, ProblemResult>> Record(
        string outRefundNo, RefundEvidenceRequest request, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RecordRefundByHandCommand(outRefundNo, request.Evidence), cancellationToken))
        .ToOk(response, receipt => receipt.Version);

    private static Task<Results<Ok<MoneyReceipt>, ProblemResult>> Ask(
        Guid id, ReasonRequest request, ClaimsPrincipal user, HttpContext http, ISender sender, CancellationToken cancellationToken) =>
        OnVersionAsync(
            http, version => new RequestRefundCommand(new OrderId(id), request.Reason, user.PersonId(), version), sender, cancellationToken);

    private static async Task<Results<Ok<MoneyReceipt>, ProblemResult>> TakeBack(
        Guid id, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new WithdrawRefundRequestCommand(new OrderId(id), user.PersonId()), cancellationToken))
        .ToOk(response, receipt => receipt.Version);

    private static Task<Results<Ok<MoneyReceipt>, ProblemResult>> Approve(
        Guid id, ClaimsPrincipal user, HttpContext http, ISender sender, CancellationToken cancellationToken) =>
        OnVersionAsync(http, version => new ApproveRefundCommand(new OrderId(id), user.PersonId(), version), sender, cancellationToken);

    private static Task<Results<Ok<MoneyReceipt>, ProblemResult>> Decline(
        Guid id, ReasonRequest request, ClaimsPrincipal user, HttpContext http, ISender sender, CancellationToken cancellationToken) =>
        OnVersionAsync(
            http, version => new DeclineRefundCommand(new OrderId(id), request.Reason, user.PersonId(), version), sender, cancellationToken);

    private static Task<Results<Ok<MoneyReceipt>, ProblemResult>> GiveGoodwill(
        Guid id, GoodwillRequest request, ClaimsPrincipal user, HttpContext http, ISender sender, CancellationToken cancellationToken) =>
        OnVersionAsync(
            http,
            version => new GiveGoodwillCommand(new OrderId(id), request.AmountFen, request.Reason, user.PersonId(), version),
            sender, cancellationToken);

    private static async Task<Results<Ok<MoneyReceipt>, ProblemResult>> OnVersionAsync(
        HttpContext http, Func<long, IRequest<Result<MoneyReceipt>>> command, ISender sender, CancellationToken cancellationToken)
    {
        var version = ETags.ReadIfMatch(http.Request);
        return version.Error is { } error
            ? new ProblemResult(error)
            : (await sender.Send(command(version.Value), cancellationToken)).ToOk(http.Response, receipt => receipt.Version);
    }
}
