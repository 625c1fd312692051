using System.Net;
using System.Text;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>在线客服, invoices and reminders: where students and staff talk to each other.</summary>
public sealed class SupportTests(JourneyHost host)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_with_a_picture_is_answered_and_the_student_is_told()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var ticket = (await student.PostAsync("/support-tickets", new { topic = "Payment", text = "支付后仍显示待支付", orderId = order.Id })).Created();
        (ticket["ticket.status"], ticket["messages.0.text"], ticket["messages.0.questionable"]).ShouldBe(("WaitsForStaff", "支付后仍显示待支付", "False"));
        (await student.PostAsync("/support-tickets", new { topic = "Payment", text = "再问一次" })).Conflict("ticket.already_open")["facts.ticketId"].ShouldBe(ticket["id"]);
        (await student.UploadAsync($"/support-tickets/{ticket.Id}/pictures", "picture", Photos.Good)).Ok().List("messages").Count.ShouldBe(2);
        var seen = (await student.UploadAsync($"/support-tickets/{ticket.Id}/pictures", "picture", Photos.Good)).Ok();
        seen.List("messages").Count.ShouldBe(2, "the same picture again changes nothing");
        var picture = await host.Http.GetByteArrayAsync(new Uri(seen["messages.1.pictureUrl"]!, UriKind.Relative), Now);
        picture[..3].ShouldBe([0xFF, 0xD8, 0xFF]);

        var operators = await host.OperatorAsync();
        (await operators.GetAsync("/staff/tickets?status=WaitsForStaff")).Ok().ToString().ShouldContain(ticket["id"]!);
        (await operators.GetAsync($"/staff/tickets/{ticket.Id}")).Ok().List("messages").Count.ShouldBe(2);
        await (await host.AdministratorAsync()).UntilAsync($"/staff/audit?subject={ticket.Id}", audit => audit.ToString().Contains("ticket.shown", StringComparison.Ordinal));
        var answered = (await operators.PostAsync($"/staff/tickets/{ticket.Id}/messages", new { text = "已到账，请刷新。" })).Ok();
        (answered["ticket.status"], answered["messages.2.fromStaff"]).ShouldBe(("WaitsForStudent", "True"));
        (await operators.PostAsync($"/staff/tickets/{ticket.Id}/messages", new { text = "已到账，请刷新。" })).Ok().List("messages").Count.ShouldBe(3);
        var told = (await student.GetAsync("/messages")).Ok();
        (told["items.0.ticketId"], told["items.0.text"], told.List("items").Count).ShouldBe((ticket["id"], "客服已回复您的问题。", 1));

        (await student.PostAsync($"/support-tickets/{ticket.Id}/messages", new { text = "好了，谢谢" })).Ok()["ticket.status"].ShouldBe("WaitsForStaff");
        (await student.PostAsync($"/support-tickets/{ticket.Id}/closing")).Ok()["status"].ShouldBe("Closed");
        (await student.PostAsync($"/support-tickets/{ticket.Id}/messages", new { text = "还有一点" })).Conflict("ticket.closed");
        (await operators.PostAsync($"/staff/tickets/{ticket.Id}/messages", new { text = "再见" })).Conflict("ticket.closed");
        (await student.PostAsync("/support-tickets", new { topic = "Payment", text = "另一个问题" })).Created();
        (await student.GetAsync("/support-tickets")).Ok().List("items").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Words_that_WeChat_refuses_are_refused_and_doubtful_ones_are_marked_for_the_reader()
    {
        var student = await host.StudentAsync();
        (await student.PostAsync("/support-tickets", new { topic = "Other", text = "违规内容" })).Unprocessable("text.risky");
        (await student.PostAsync("/support-tickets", new { topic = "Other", text = "可疑内容" })).Created()["messages.0.questionable"].ShouldBe("True");
        (await student.PostAsync("/support-tickets", new { topic = "Photo", text = "" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await student.PostAsync("/support-tickets", new { topic = "Photo", text = new string('问', 1001) })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await student.PostAsync("/support-tickets", new { topic = "Photo", text = "别人的订单", orderId = Guid.CreateVersion7() })).NotFound("order.not_found");
        var ticket = (await student.PostAsync("/support-tickets", new { topic = "Photo", text = "看图" })).Created();
        (await student.UploadAsync($"/support-tickets/{ticket.Id}/pictures", "picture", "#!/bin/sh"u8.ToArray())).Refused(HttpStatusCode.UnsupportedMediaType, "photo.type_unsupported");
        (await student.UploadAsync($"/support-tickets/{ticket.Id}/pictures", "file", Photos.Good)).Refused(HttpStatusCode.BadRequest, "ticket.picture_missing");
        (await student.UploadAsync($"/support-tickets/{ticket.Id}/pictures", "picture", new byte[6 * 1024 * 1024])).Refused(HttpStatusCode.RequestEntityTooLarge, "photo.too_large");
    }

    [Fact]
    public async Task An_invoice_is_made_out_for_what_was_paid_and_did_not_go_back()
    {
        var student = await host.StudentAsync();
        var order = await student.PlacedAsync(JourneyHost.FeatureCode);
        var title = new { title = "张晓明" };
        (await student.PostAsync($"/orders/{order.Id}/invoice-request", title)).Conflict("invoice.nothing_paid");
        await student.PayAsync(order.Id);
        (await (await host.StudentAsync()).PostAsync($"/orders/{order.Id}/invoice-request", title)).NotFound("order.not_found");
        (await student.PostAsync($"/orders/{order.Id}/invoice-request", new { title = "", taxNumber = "12", email = "nobody" })).Refused(HttpStatusCode.BadRequest, "request.invalid")
            .Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()).ShouldBe(["title", "taxNumber", "email"], ignoreOrder: true);
        var asked = (await student.PostAsync($"/orders/{order.Id}/invoice-request", new { title = "青岛某公司", taxNumber = "91370200MA3C000000" })).Created();
        (asked["status"], asked["amount.amountFen"]).ShouldBe(("Requested", "3000"));
        (await student.PostAsync($"/orders/{order.Id}/invoice-request", title)).Conflict("invoice.already_requested");

        var finance = await host.FinanceAsync();
        (await finance.GetAsync("/staff/invoices")).Ok().ToString().ShouldContain("青岛某公司");
        (await finance.PostAsync($"/staff/invoices/{asked.Id}/decline", new { reason = "抬头与税号不符" })).Ok()["status"].ShouldBe("Declined");
        var again = (await student.PostAsync($"/orders/{order.Id}/invoice-request", title)).Created();
        (await finance.PostAsync($"/staff/invoices/{again.Id}/issuing", new { number = "26372000000012345678" })).Ok()["number"].ShouldBe("26372000000012345678");
        (await finance.PostAsync($"/staff/invoices/{again.Id}/issuing", new { number = "26372000000012345678" })).Ok();
        (await finance.PostAsync($"/staff/invoices/{again.Id}/decline", new { reason = "太晚" })).Conflict("invoice.decided");
        (await finance.PostAsync($"/staff/invoices/{Guid.CreateVersion7()}/issuing", new { number = "1" })).NotFound("invoice.not_found");
        (await student.GetAsync("/invoices")).Ok().Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("status").GetString())
            .ShouldBe(["Issued", "Declined"]);
    }

    [Fact]
    public async Task Those_who_joined_and_are_missing_are_reminded_at_most_once_a_day()
    {
        var (operators, school, schoolId) = await host.AddSchoolAsync();
        var now = host.Clock.GetUtcNow();
        var campaign = (await operators.PostAsync("/staff/campaigns", new
        {
            schoolId, name = "补采", mode = "Organised", payer = "Free", priceFen = 0, opensAt = now.AddDays(-1), closesAt = now.AddDays(30),
            resubmissionEndsAt = now.AddDays(40),
        })).Created();
        var path = $"/staff/campaigns/{campaign.Id}/reminders";
        (await school.PostAsync(path)).Conflict("campaign.not_open");
        (await operators.PostAsync($"/staff/campaigns/{campaign.Id}/opening")).Ok();
        var schoolCode = await host.SchoolCodeAsync(schoolId);
        async Task<Student> StudentAsync() => await (await host.NewStudent(schoolCode: schoolCode).LogInAsync()).ConsentAsync();
        Student[] students = [await StudentAsync(), await StudentAsync(), await StudentAsync()];
        var roster = string.Join('\n', students.Select(student => student.Code.UniqueNumber));
        (await school.UploadAsync($"/staff/campaigns/{campaign.Id}/roster", "file", Encoding.UTF8.GetBytes($"unique_number\n{roster}\n"))).Ok();
        await students[0].PlacedAsync(campaign["featureCode"]!);
        await students[1].EnrolledAsync(campaign["featureCode"]!);

        var told = (await school.PostAsync(path)).Ok();
        (told["reminded"], told["notJoined"]).ShouldBe(("1", "1"));
        (await school.PostAsync(path)).Refused(HttpStatusCode.TooManyRequests, "campaign.reminded_lately").Headers.RetryAfter.ShouldNotBeNull();
        (await students[1].GetAsync("/messages")).Ok()["items.0.campaignId"].ShouldBe(campaign["id"]);
        foreach (var other in (Student[])[students[0], students[2]])
            (await other.GetAsync("/messages")).Ok().ToString().ShouldNotContain(campaign["id"]!);
        (await (await host.AddSchoolAsync()).School.PostAsync(path)).NotFound("campaign.not_found");
    }
}
