using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Accounts;
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

/// <summary>What becomes of a charge that was looked into.</summary>
/// <param name="TransactionId">The provider's number of the charge.</param>
/// <param name="Decision">Accept it as the order's payment, or return it.</param>
/// <param name="Reason">At most 200 characters.</param>
internal sealed record PaymentDecisionRequest(string TransactionId, PaymentDecision Decision, string Reason);

/// <summary>A transfer that has come.</summary>
/// <param name="OrderId">The order that it pays.</param>
/// <param name="Evidence">What proves it, such as the bank's number; at most 200 characters, nothing personal.</param>
internal sealed record TransferRequest(Guid OrderId, string Evidence);

/// <summary>What the second person found.</summary>
/// <param name="Came">Whether the money is there.</param>
internal sealed record TransferDecisionRequest(bool Came);

/// <summary>Payments, for operators and finance.</summary>
internal static class StaffPaymentEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var payments = api.MapGroup("/staff/payments").WithTags(Tags.Staff);
        payments.MapGet("", ListOpen).WithName("ListOpenPayments")
            .WithSummary("Payments that wait for a person: charges that differ from what was asked for, transfers to be agreed to")
            .RequireAuthorization(Policies.OperatorOrFinance);
        payments.MapGet("/{number}", Find).WithName("FindPayment")
            .WithSummary("All that is known of an order's money, by order, 订单编号, out_trade_no, transaction id or out_refund_no")
            .RequireAuthorization(Policies.OperatorOrFinance).AnswersVersion().ProducesErrors(PaymentErrors.Unknown);
        payments.MapPost("/{outTradeNo}/query", Ask).WithName("AskPayment")
            .WithSummary("Ask the provider now what became of a payment, and apply it")
            .RequireAuthorization(Policies.OperatorOrFinance).AnswersVersion()
            .ProducesErrors(PaymentErrors.Unknown, LoginErrors.WeChatUnavailable, CommonErrors.Conflict);
        payments.MapPost("/{outTradeNo}/decision", Decide).WithName("DecidePayment")
            .WithSummary("Decide on a charge that differs from what was asked for: accept it, or give it back")
            .RequireAuthorization(Policies.Finance).ActsOnVersion().AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new PaymentDecisionRequest("4200002345202611241234567890", PaymentDecision.Return, "付款人与下单人不一致"))
            .ProducesErrors(
                PaymentErrors.Unknown, PaymentErrors.NotUnderExamination, PaymentErrors.OtherCurrency,
                OrderErrors.TransitionNotAllowed, CommonErrors.Conflict);
        payments.MapPost("/transfers", Confirm).WithName("ConfirmTransfer")
            .WithSummary("Confirm with evidence that an order was paid by transfer; a second person has to agree")
            .RequireAuthorization(Policies.Operator).AcceptsIdempotencyKey()
            .RequestExample(new TransferRequest(new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"), "工行回单 20261125-000123"))
            .ProducesErrors(
                OrderErrors.NotFound, OrderErrors.TransitionNotAllowed, OrderErrors.PaymentOverdue, OrderErrors.PaymentUnderExamination,
                PaymentErrors.AttemptOpen, PaymentErrors.AttemptClosing, PaymentErrors.AlreadyPaid, LoginErrors.WeChatUnavailable,
                CommonErrors.Conflict);
        payments.MapPost("/{outTradeNo}/transfer-decision", DecideTransfer).WithName("DecideTransfer")
            .WithSummary("The second person: whether the transfer has come")
            .RequireAuthorization(Policies.Finance).AcceptsIdempotencyKey().AnswersVersion()
            .RequestExample(new TransferDecisionRequest(true))
            .ProducesErrors(
                PaymentErrors.Unknown, PaymentErrors.NoTransfer, OrderErrors.SecondPersonRequired, CommonErrors.Conflict);
    }

    private static async Task<Results<Ok<Page<OpenPaymentView>>, ProblemResult>> ListOpen(
        ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListOpenPaymentsQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Ok<PaymentDossier>, ProblemResult>> Find(
        string number, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new FindPaymentQuery(number), cancellationToken)).ToOk(response, found => found.Version);

    private static async Task<Results<Ok<PaymentDossier>, ProblemResult>> Ask(
        string outTradeNo, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new AskPaymentProcess(outTradeNo), cancellationToken)).ToOk(response, found => found.Version);

    private static async Task<Results<Ok<MoneyReceipt>, ProblemResult>> Decide(
        string outTradeNo, PaymentDecisionRequest request, ClaimsPrincipal user, HttpContext http, ISender sender,
        CancellationToken cancellationToken)
    {
        var version = ETags.ReadIfMatch(http.Request);
        if (version.Error is { } error) return new ProblemResult(error);
        return (await sender.Send(
            new DecidePaymentCommand(
                outTradeNo, request.TransactionId, request.Decision, request.Reason, user.PersonId(), version.Value),
            cancellationToken)).ToOk(http.Response, receipt => receipt.Version);
    }

    private static async Task<Results<Created<TransferView>, ProblemResult>> Confirm(
        TransferRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ConfirmTransferProcess(new OrderId(request.OrderId), request.Evidence, user.PersonId()), cancellationToken))
        .ToCreated(transfer => $"{ApiEndpoints.Root}/staff/payments/{transfer.OutTradeNo}");

    private static async Task<Results<Ok<MoneyReceipt>, ProblemResult>> DecideTransfer(
        string outTradeNo, TransferDecisionRequest request, ClaimsPrincipal user, HttpResponse response, ISender sender,
        CancellationToken cancellationToken) =>
        (await sender.Send(new DecideTransferCommand(outTradeNo, request.Came, user.PersonId()), cancellationToken))
        .ToOk(response, receipt => receipt.Version);
}
