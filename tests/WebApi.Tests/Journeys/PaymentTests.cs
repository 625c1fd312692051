using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>What can go wrong between WeChat's money and an order.</summary>
public sealed class PaymentTests(JourneyHost host)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notification_alone_pays_an_order_whose_student_never_comes_back()
    {
        var (student, order, payment) = await AboutToPayAsync();
        await student.PayOnPhoneAsync(payment);
        await student.UntilAsync($"/orders/{order.Id}", found => found["status"] == "PendingReview");
    }

    [Fact]
    public async Task Asking_WeChat_pays_an_order_whose_notification_was_lost()
    {
        var (student, order, payment) = await AboutToPayAsync();
        await host.WeChat.FaultAsync("notify-lost", Now, outTradeNo: payment["outTradeNo"]);
        (await student.PostAsync($"/orders/{order.Id}/payments/confirmation")).Ok()["status"].ShouldBe("PendingPayment");
        await student.PayOnPhoneAsync(payment);
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingPayment");
        (await student.PostAsync($"/orders/{order.Id}/payments/confirmation")).Ok()["status"].ShouldBe("PendingReview");
    }

    [Theory]
    [InlineData("notify-wrong-signature")]
    [InlineData("notify-body-altered")]
    [InlineData("notify-undecodable-signature")]
    [InlineData("notify-unknown-serial")]
    [InlineData("notify-stale")]
    [InlineData("notify-wrong-apiv3-key")]
    public async Task A_forged_notification_changes_nothing_and_the_true_one_pays(string forgery)
    {
        var (student, order, payment) = await AboutToPayAsync();
        await host.WeChat.FaultAsync(forgery, Now, count: 2, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        await student.UntilAsync($"/orders/{order.Id}", found => found["status"] == "PendingReview");
        var deliveries = (await DeliveriesAsync(payment)).ToArray();
        deliveries.Take(2).ShouldAllBe(delivery => (int)delivery["status"]! >= 400);
        await PaidOnceAsync(order);
    }

    [Fact]
    public async Task A_notification_that_never_was_signed_by_WeChat_is_refused_as_WeChat_is_answered()
    {
        using var forged = new StringContent("""{"id":"1","event_type":"TRANSACTION.SUCCESS","resource":{}}""", Encoding.UTF8, "application/json");
        var answer = await host.Guest().SendAsync(HttpMethod.Post, "/payments/wechat/main/notifications", forged);
        (answer.Status, answer["code"]).ShouldBe((HttpStatusCode.Unauthorized, "FAIL"));
    }

    [Fact]
    public async Task A_replayed_notification_has_no_effect()
    {
        var (student, order, payment) = await AboutToPayAsync();
        await host.WeChat.FaultAsync("notify-duplicate", Now, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        var paid = await student.UntilAsync($"/orders/{order.Id}", found => found["status"] == "PendingReview");
        var id = (string)(await NotificationAsync(payment))["id"]!;
        foreach (var fresh in new[] { false, true, true })
            ((int)(await host.WeChat.PostAsync("/sim/notifications/replay", new { id, fresh }, Now))!["status"]!).ShouldBe(204);
        (await student.OrderAsync(order.Id))["version"].ShouldBe(paid["version"]);
        await PaidOnceAsync(order);
    }

    [Theory]
    [InlineData("notify-wrong-amount")]
    [InlineData("notify-wrong-payer")]
    public async Task Money_that_differs_from_what_was_asked_waits_for_a_person(string difference)
    {
        var (student, order, payment) = await AboutToPayAsync();
        await host.WeChat.FaultAsync(difference, Now, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        await WhenDeliveredAsync(payment);
        var held = (await student.OrderAsync(order.Id)).Ok();
        held["status"].ShouldBe("PendingPayment");
        held.List("allowedActions").ShouldNotContain("Pay");
        (await student.StartPaymentAsync(order.Id)).Conflict("payment.under_examination");
        (await student.PostAsync($"/orders/{order.Id}/cancellation")).Conflict("payment.under_examination");
    }

    [Fact]
    public async Task A_notification_for_a_number_we_never_opened_is_refused()
    {
        var (student, order, payment) = await AboutToPayAsync();
        await host.WeChat.FaultAsync("notify-unknown-number", Now, outTradeNo: payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        await UntilAsync(async () => (await DeliveriesAsync(payment)).Any(delivery => (int?)delivery["status"] == 404));
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingPayment");
    }

    [Fact]
    public async Task A_notification_may_come_before_the_answer_to_the_prepay_call()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        await host.WeChat.FaultAsync("notify-before-prepay-answer", Now, outTradeNo: $"{order["number"]}-01");
        (await student.StartPaymentAsync(order.Id)).Ok();
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingReview");
        await PaidOnceAsync(order);
    }

    [Fact]
    public async Task A_broken_prepay_call_loses_nothing_and_is_repeated_with_the_same_number()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var number = $"{order["number"]}-01";
        await host.WeChat.FaultAsync("prepay-reset-after-commit", Now, count: 10, outTradeNo: number);
        (await student.StartPaymentAsync(order.Id)).Refused(HttpStatusCode.ServiceUnavailable, "wechat.unavailable")
            .Headers.RetryAfter.ShouldNotBeNull();
        await host.WeChat.FaultAsync("prepay-reset-after-commit", Now, count: 0, outTradeNo: number);
        var payment = (await student.StartPaymentAsync(order.Id)).Ok();
        payment["outTradeNo"].ShouldBe(number);
        await student.PayOnPhoneAsync(payment);
        (await student.PostAsync($"/orders/{order.Id}/payments/confirmation")).Ok()["status"].ShouldBe("PendingReview");
        await PaidOnceAsync(order);
    }

    [Fact]
    public async Task Going_to_pay_twice_hands_out_the_same_attempt()
    {
        var (student, order, payment) = await AboutToPayAsync();
        (await student.StartPaymentAsync(order.Id)).Ok()["outTradeNo"].ShouldBe(payment["outTradeNo"]);
        await student.PayOnPhoneAsync(payment);
        (await student.PostAsync($"/orders/{order.Id}/payments/confirmation")).Ok();
        (await student.StartPaymentAsync(order.Id)).Conflict("payment.already_paid");
        (await host.ChargesAsync(order["number"]!)).ShouldBe(["Success"]);
    }

    [Fact]
    public async Task Cancelling_closes_the_open_attempt_so_that_it_cannot_be_paid_any_more()
    {
        var (student, order, payment) = await AboutToPayAsync();
        (await student.PostAsync($"/orders/{order.Id}/cancellation")).Ok()["status"].ShouldBe("Cancelled");
        (await host.ChargesAsync(order["number"]!)).ShouldBe(["Closed"]);
        var parameters = JsonNode.Parse(payment.Json.GetProperty("parameters").GetRawText())!.AsObject();
        (await host.WeChat.PayAsync(parameters, student.OpenId, "success", Now)).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task Money_that_comes_while_an_order_is_being_cancelled_pays_it()
    {
        var (student, order, payment) = await AboutToPayAsync();
        await host.WeChat.FaultAsync("close-order-paid", Now, outTradeNo: payment["outTradeNo"]);
        (await student.PostAsync($"/orders/{order.Id}/cancellation")).Conflict("payment.already_paid");
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingReview");
        await PaidOnceAsync(order);
    }

    [Fact]
    public async Task While_WeChat_is_out_of_reach_a_cancelled_order_stays_and_no_new_attempt_opens()
    {
        var (student, order, payment) = await AboutToPayAsync();
        await host.WeChat.FaultAsync("close-500", Now, count: 50, outTradeNo: payment["outTradeNo"]);
        (await student.PostAsync($"/orders/{order.Id}/cancellation")).Refused(HttpStatusCode.ServiceUnavailable, "wechat.unavailable");
        (await student.StartPaymentAsync(order.Id)).Conflict("payment.attempt_closing");
        await host.WeChat.FaultAsync("close-500", Now, count: 0, outTradeNo: payment["outTradeNo"]);
        await host.RunTimersAsync();
        (await student.OrderAsync(order.Id))["status"].ShouldBe("Cancelled");
    }

    private async Task<(Student Student, Answer Order, Answer Payment)> AboutToPayAsync()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        return (student, order, (await student.StartPaymentAsync(order.Id)).Ok());
    }

    private async Task<JsonObject> NotificationAsync(Answer payment) => (await host.WeChat.ListAsync("notifications", Now))
        .Single(notification => (string)notification["outTradeNo"]! == payment["outTradeNo"]);

    private async Task<IEnumerable<JsonNode>> DeliveriesAsync(Answer payment) =>
        (await NotificationAsync(payment))["deliveries"]!.AsArray().Select(delivery => delivery!);

    private Task WhenDeliveredAsync(Answer payment) =>
        UntilAsync(async () => (string)(await NotificationAsync(payment))["state"]! == "delivered");

    private async Task PaidOnceAsync(Answer order)
    {
        var seen = await host.StaffViewAsync(order.Id);
        seen.Json.GetProperty("history").EnumerateArray()
            .Count(line => line.GetProperty("action").GetString() == "ApplyPayment").ShouldBe(1);
        seen["order.refundStatus"].ShouldBe("None");
    }

    private static async Task UntilAsync(Func<Task<bool>> so)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await so()) TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }
}
