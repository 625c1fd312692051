using System.Globalization;
using System.Security.Claims;
using System.Text;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Payments;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>对账, for operators and finance.</summary>
internal static class ReconciliationEndpoints
{
    private const string CsvType = "text/csv";

    public static void Map(IEndpointRouteBuilder api)
    {
        var days = api.MapGroup("/staff/reconciliations").WithTags(Tags.Staff);
        days.MapGet("", List).WithName("ListReconciliations")
            .WithSummary("The latest days that were compared with the provider's bills, newest first")
            .RequireAuthorization(Policies.OperatorOrFinance);
        days.MapGet("/{account}/{day}", Get).WithName("GetReconciliation").WithSummary("A day's comparison with the bill")
            .RequireAuthorization(Policies.OperatorOrFinance).ProducesErrors(PaymentErrors.NotReconciled);
        days.MapGet("/{account}/{day}/csv", GetCsv).WithName("GetReconciliationCsv")
            .WithSummary("A day's comparison as CSV: lines of sums, then a line for each difference")
            .RequireAuthorization(Policies.OperatorOrFinance).Produces(StatusCodes.Status200OK, contentType: CsvType)
            .ProducesErrors(PaymentErrors.NotReconciled);
        days.MapPost("/{account}/{day}", Compare).WithName("ReconcileDay")
            .WithSummary("Fetch the day's bill and compare now; the last comparison counts")
            .RequireAuthorization(Policies.OperatorOrFinance)
            .ProducesErrors(
                PaymentErrors.Unknown, PaymentErrors.DayWithoutBill, PaymentErrors.BillNotReady, PaymentErrors.BillDamaged,
                LoginErrors.WeChatUnavailable, CommonErrors.Conflict);
        days.MapPost("/{account}/{day}/resolution", Resolve).WithName("ResolveReconciliation")
            .WithSummary("Record what was found out about a day's differences").RequireAuthorization(Policies.Finance)
            .AcceptsIdempotencyKey().RequestExample(new ReasonRequest("商户平台人工退款，已补登"))
            .ProducesErrors(PaymentErrors.NotReconciled, PaymentErrors.NothingToResolve, CommonErrors.Conflict);
    }

    private static async Task<Results<Ok<Page<ReconciliationView>>, ProblemResult>> List(
        ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListReconciliationsQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Ok<ReconciliationView>, ProblemResult>> Get(
        string account, DateOnly day, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetReconciliationQuery(account, day), cancellationToken)).ToOk();

    private static async Task<Results<FileContentHttpResult, ProblemResult>> GetCsv(
        string account, DateOnly day, ISender sender, CancellationToken cancellationToken)
    {
        var found = await sender.Send(new GetReconciliationQuery(account, day), cancellationToken);
        return found.Error is { } error
            ? new ProblemResult(error)
            : TypedResults.File(Csv(found.Value), CsvType, $"{account}-{day:yyyy-MM-dd}.csv");
    }

    private static async Task<Results<Ok<ReconciliationView>, ProblemResult>> Compare(
        string account, DateOnly day, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ReconcileDayProcess(account, day), cancellationToken)).ToOk();

    private static async Task<Results<Ok<ReconciliationView>, ProblemResult>> Resolve(
        string account, DateOnly day, ReasonRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ResolveReconciliationCommand(account, day, request.Reason, user.PersonId()), cancellationToken)).ToOk();

    // With a byte order mark, so that spreadsheets read it as UTF-8.
    private static byte[] Csv(ReconciliationView day)
    {
        var text = new StringBuilder();
        text.AppendLine("row,day,account,bill,kind,handling,outTradeNo,transactionId,outRefundNo,ourFen,theirFen");
        Line("charged", null, day.OurCharged.AmountFen, day.TheirCharged.AmountFen);
        Line("refunded", null, day.OurRefunded.AmountFen, day.TheirRefunded.AmountFen);
        Line("income", null, null, day.Flow.Income.AmountFen);
        Line("expense", null, null, day.Flow.Expense.AmountFen);
        Line("fees", null, null, day.Flow.Fees.AmountFen);
        Line("other income", null, null, day.Flow.OtherIncome.AmountFen);
        Line("other expense", null, null, day.Flow.OtherExpense.AmountFen);
        foreach (var one in day.Differences)
            Line("difference", one, one.OurFen, one.TheirFen);
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];

        void Line(string row, DifferenceView? found, long? ours, long? theirs) =>
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row},{day.Day:yyyy-MM-dd},{day.MerchantAccount},{found?.Bill},{found?.Kind},{found?.Handling},{Cell(found?.OutTradeNo)},{Cell(found?.TransactionId)},{Cell(found?.OutRefundNo)},{ours},{theirs}"));
    }

    // Numbers come from a bill: whatever stands there stays one cell, and no spreadsheet takes it for a formula.
    private static string Cell(string? number) =>
        number is null ? "" : string.Concat(number.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '|' or '*')).TrimStart('-');
}
