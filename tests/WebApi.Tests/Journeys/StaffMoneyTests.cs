using System.Net;
using System.Text;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>What staff do with money, over HTTP and against the stand-in's sockets.</summary>
public sealed class StaffMoneyTests(JourneyHost host)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refund_goes_from_the_request_by_way_of_finance_to_WeChat_and_back_to_the_payer()
    {
        var (student, order) = await PaidAsync();
        var (factory, finance) = (await host.OperatorAsync(), await host.FinanceAsync());
        (await ActAsync(factory, order, "request", new { reason = "学生已转学" })).Ok()["refundStatus"].ShouldBe("Requested");
        (await finance.GetAsync("/staff/refunds/requests")).Ok().ToString().ShouldContain(order.Id.ToString());
        (await ActAsync(factory, order, "approval")).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        (await ActAsync(finance, order, "approval")).Ok()["status"].ShouldBe("Cancelled");
        await host.RunTimersAsync();
        var back = await student.UntilAsync($"/orders/{order.Id}", found => found["refundStatus"] == "Refunded");
        (back["refunds.0.cause"], back["refunds.0.stateText"], back["refunds.0.amount.amountFen"]).ShouldBe(("Requested", "已退款", "3000"));
        await student.UntilAsync("/messages", found => found.ToString().Contains("退款已到账", StringComparison.Ordinal));

        var dossier = (await finance.GetAsync($"/staff/payments/{order["number"]}")).Ok();
        dossier.Json.GetProperty("ledger").EnumerateArray().Sum(line => line.GetProperty("amountFen").GetInt64()).ShouldBe(0);
        foreach (var number in new[] { dossier["attempts.0.outTradeNo"], dossier["charges.0.transactionId"], dossier["refunds.0.outRefundNo"], order.Id.ToString() })
            (await finance.GetAsync($"/staff/payments/{number}")).Ok()["orderId"].ShouldBe(order.Id.ToString());
        (await finance.GetAsync("/staff/payments/000015-29990101000000000")).NotFound("payment.unknown");
    }

    [Fact]
    public async Task Of_a_person_and_the_persons_script_four_eyes_count_one_and_each_decision_is_recorded_as_the_persons()
    {
        var (_, order) = await PaidAsync();
        var administrator = await host.AdministratorAsync();
        var (userName, password) = await host.AddStaffAsync([ActorKind.Finance]);
        var person = new Caller(host.Http, (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]);
        var ownerId = (await person.GetAsync("/staff/account")).Ok()["person.id"];
        var clientId = $"c-{Guid.CreateVersion7():N}";
        var secret = (await administrator.PostAsync("/staff/clients", new
        {
            clientId, scopes = (string[])["staff:Finance"], ownerId, expiresAt = host.Clock.GetUtcNow().AddDays(1),
        })).Created()["secret"]!;
        var script = new Caller(host.Http, (await host.ClientTokenAsync(clientId, secret)).Ok()["access_token"]);

        var goodwill = new { amountFen = 500, reason = "等待过长" };
        (await ActAsync(person, order, "goodwill", goodwill)).Ok()["awaitsSecondPerson"].ShouldBe("True");
        (await ActAsync(script, order, "goodwill", goodwill)).Ok()["awaitsSecondPerson"].ShouldBe("True", "the same person agrees again");
        (await ActAsync(await host.FinanceAsync(), order, "goodwill", goodwill)).Ok()["awaitsSecondPerson"].ShouldBe("False");

        var audit = (await administrator.UntilAsync($"/staff/audit?subject={order.Id}", found => found.List("items").Count >= 3))
            .Json.GetProperty("items").EnumerateArray().ToList();
        audit.Select(entry => $"{entry.GetProperty("action")} {entry.GetProperty("detail")} {entry.GetProperty("client")}".TrimEnd())
            .ShouldBe(["goodwill.given 500", $"goodwill.proposed 500 {clientId}", "goodwill.proposed 500"]);
        audit[1].GetProperty("byId").GetString().ShouldBe(ownerId);
        audit[2].GetProperty("byId").GetString().ShouldBe(ownerId);
    }

    [Theory]
    [InlineData("Accept", "PendingReview")]
    [InlineData("Return", "PendingPayment")]
    public async Task Money_that_is_not_as_asked_for_degrades_readiness_until_finance_decides(string decision, string status)
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var payment = (await student.StartPaymentAsync(order.Id)).Ok();
        await host.WeChat.FaultAsync("notify-wrong-payer", Now, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        var finance = await host.FinanceAsync();
        var open = await finance.UntilAsync("/staff/payments", found => found.ToString().Contains(payment["outTradeNo"]!, StringComparison.Ordinal));
        (await host.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Now)).ShouldContain("Money waits for a person");
        var mine = open.Json.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("outTradeNo").GetString() == payment["outTradeNo"]);
        mine.GetProperty("difference").GetString().ShouldBe("payer");
        var transactionId = mine.GetProperty("transactionId").GetString();
        var body = new { transactionId, decision, reason = "付款人与下单人核对" };
        (await finance.PostAsync($"/staff/payments/{payment["outTradeNo"]}/decision", body)).Refused((HttpStatusCode)428, "order.version_required");
        var seen = (await finance.GetAsync($"/staff/payments/{payment["outTradeNo"]}")).Ok();
        (await finance.PostAsync($"/staff/payments/{payment["outTradeNo"]}/decision", body, ifMatch: seen.ETag)).Ok()["status"].ShouldBe(status);
        (await (await host.OperatorAsync()).PostAsync($"/staff/payments/{payment["outTradeNo"]}/decision", body, ifMatch: seen.ETag))
            .Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        await host.RunTimersAsync();
        if (decision == "Return") await student.UntilAsync($"/orders/{order.Id}", found => found["refunds.0.state"] == "Succeeded");
    }

    [Fact]
    public async Task Asking_WeChat_again_applies_a_payment_that_nobody_told_of()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var payment = (await student.StartPaymentAsync(order.Id)).Ok();
        await host.WeChat.FaultAsync("notify-lost", Now, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        (await (await host.OperatorAsync()).PostAsync($"/staff/payments/{payment["outTradeNo"]}/query")).Ok()["status"].ShouldBe("PendingReview");
        (await (await host.OperatorAsync()).PostAsync("/staff/payments/nobody-01/query")).NotFound("payment.unknown");
        (await (await host.ReviewerAsync()).GetAsync("/staff/payments")).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
    }

    [Fact]
    public async Task A_transfer_is_confirmed_by_one_and_agreed_to_by_another()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        (await student.StartPaymentAsync(order.Id)).Ok();
        var (factory, finance) = (await host.OperatorAsync(), await host.FinanceAsync());
        var transfer = (await factory.PostAsync("/staff/payments/transfers", new { orderId = order.Id, evidence = "工行回单 1" })).Created();
        (await student.OrderAsync(order.Id)).List("allowedActions").ShouldNotContain("Pay");
        (await finance.PostAsync($"/staff/payments/{transfer["outTradeNo"]}/transfer-decision", new { came = true })).Ok()["status"].ShouldBe("PendingReview");
        (await finance.PostAsync($"/staff/payments/{transfer["outTradeNo"]}/transfer-decision", new { came = true })).Conflict("payment.no_transfer");
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingReview");
    }

    [Fact]
    public async Task Wrong_input_is_refused_with_what_to_do()
    {
        var (_, order) = await PaidAsync();
        var (factory, finance) = (await host.OperatorAsync(), await host.FinanceAsync());
        (await ActAsync(factory, order, "request", new { reason = "" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await ActAsync(finance, order, "approval")).Conflict("order.no_refund_request");
        (await ActAsync(finance, order, "goodwill", new { amountFen = 0, reason = "x" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await ActAsync(finance, order, "goodwill", new { amountFen = 3001, reason = "x" })).Unprocessable("order.refund_exceeds_paid");
        (await ActAsync(finance, order, "goodwill", new { amountFen = 3000, reason = "x" })).Conflict("order.goodwill_only_part");
        (await finance.PostAsync("/staff/refunds/R-nobody-01/settlement")).NotFound("payment.unknown");
        (await finance.GetAsync("/staff/reconciliations/main/2020-01-01")).NotFound("reconciliation.not_found");
        (await finance.PostAsync("/staff/reconciliations/main/2999-01-01")).Unprocessable("reconciliation.day_without_bill");
        (await factory.PostAsync($"/staff/dead-letters/{Guid.CreateVersion7()}/replay")).NotFound("dead_letter.not_found");
    }

    [Fact]
    public async Task A_days_reconciliation_is_read_as_JSON_and_CSV_and_resolved_by_finance()
    {
        var day = new DateOnly(2026, 1, Random.Shared.Next(1, 29));
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var made = new Reconciliation("main", day);
            made.Record(
                new DaySums(3, 1, 9_000, 6_000, 500, 500), new FundFlowSums(5, 9_000, 700, 54, 0, 146),
                [new Difference(DifferenceKind.Foreign, DifferenceHandling.Alarm, "=HYPERLINK(1)", "4200001", null, null, 3_000)],
                host.Clock.GetUtcNow());
            db.Add(made);
            await db.SaveChangesAsync(Now);
        }

        var finance = await host.FinanceAsync();
        var path = $"/staff/reconciliations/main/{day:yyyy-MM-dd}";
        var report = (await (await host.OperatorAsync()).GetAsync(path)).Ok();
        (report["open"], report["ourCharged.amountFen"], report["theirCharged.amountFen"], report["differences.0.kind"]).ShouldBe(("1", "6000", "9000", "Foreign"));
        (await finance.GetAsync("/staff/reconciliations")).Ok().ToString().ShouldContain($"{day:yyyy-MM-dd}");
        var csv = Encoding.UTF8.GetString((await finance.GetAsync($"{path}/csv")).Ok().Bytes).TrimStart('\uFEFF')
            .Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        csv.ShouldBe([
            "row,day,account,bill,kind,handling,outTradeNo,transactionId,outRefundNo,ourFen,theirFen",
            $"charged,{day:yyyy-MM-dd},main,,,,,,,6000,9000", $"refunded,{day:yyyy-MM-dd},main,,,,,,,500,500",
            $"income,{day:yyyy-MM-dd},main,,,,,,,,9000", $"expense,{day:yyyy-MM-dd},main,,,,,,,,700", $"fees,{day:yyyy-MM-dd},main,,,,,,,,54",
            $"other income,{day:yyyy-MM-dd},main,,,,,,,,0", $"other expense,{day:yyyy-MM-dd},main,,,,,,,,146",
            $"difference,{day:yyyy-MM-dd},main,Trade,Foreign,Alarm,HYPERLINK1,4200001,,,3000",
        ]);
        (await (await host.OperatorAsync()).PostAsync($"{path}/resolution", new { reason = "已核实" })).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        (await finance.PostAsync($"{path}/resolution", new { reason = "" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await finance.PostAsync($"{path}/resolution", new { reason = "测试订单，已核实" })).Ok()["open"].ShouldBe("0");
        (await finance.PostAsync($"{path}/resolution", new { reason = "再次" })).Conflict("reconciliation.nothing_open");
    }

    internal static async Task<Answer> ActAsync(Caller who, Answer order, string what, object? body = null, string? key = null)
    {
        var seen = (await who.GetAsync($"/staff/payments/{order.Id}")).Ok();
        return await who.PostAsync($"/staff/refunds/orders/{order.Id}/{what}", body, key, seen.ETag);
    }

    private async Task<(Student Student, Answer Order)> PaidAsync()
    {
        var student = await host.StudentAsync();
        return (student, await student.PaidAsync(JourneyHost.FeatureCode));
    }
}
