using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Application.Tests.Messaging;

/// <summary>The same request under the same key has one effect and one answer.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_key_gives_the_first_answer_again_and_another_content_is_refused()
    {
        await using var school = await School.OpenAsync();
        var (student, submission) = await ReadyAsync(school);
        var first = (await school.SendAsync(new PlaceOrderCommand(student, submission), Key(student, "one"))).Value;
        (await school.SendAsync(new CancelOrderProcess(student, new OrderId(first.Id)))).Error.ShouldBeNull();

        var again = (await school.SendAsync(new PlaceOrderCommand(student, submission), Key(student, "one"))).Value;
        (again.Id, again.Status).ShouldBe((first.Id, OrderStatus.PendingPayment), "it is the answer of then");
        (await school.SendAsync(new PlaceOrderCommand(student, submission), Key(student, "another"))).Error!.Code
            .ShouldBe(CommonErrors.IdempotencyKeyReused.Code);
        (await school.ReadAsync(db => Task.FromResult(db.Orders.Count()))).ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_request_keeps_no_answer_so_that_it_may_succeed_later()
    {
        await using var school = await School.OpenAsync();
        var (student, submission) = await ReadyAsync(school);
        var (order, _) = ((await school.SendAsync(new PlaceOrderCommand(student, submission))).Value, 0);
        (await school.SendAsync(new PlaceOrderCommand(student, submission), Key(student, "one"))).Error!.Code.ShouldBe(OrderErrors.AlreadyPlaced.Code);
        await school.SendAsync(new CancelOrderProcess(student, new OrderId(order.Id)));
        (await school.SendAsync(new PlaceOrderCommand(student, submission), Key(student, "one"))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await using var school = await School.OpenAsync();
        var (student, submission) = await ReadyAsync(school);
        (await school.SendAsync(new PlaceOrderCommand(student, submission), Key(student, "one"))).Error.ShouldBeNull();
        school.Clock.Advance(TimeSpan.FromHours(25));
        (await school.SendAsync(new PlaceOrderCommand(student, submission), Key(student, "another"))).Error!.Code.ShouldBe(OrderErrors.AlreadyPlaced.Code);
    }

    [Fact]
    public async Task While_a_process_is_at_work_its_key_is_in_progress_and_after_a_crash_it_is_taken_over()
    {
        await using var school = await School.OpenAsync();
        var (student, order) = await school.PlaceAsync();
        var id = new OrderId(order.Id);
        var inside = "";
        school.WeChatPay.DuringPrepay = async _ =>
            inside = (await school.SendAsync(new StartPaymentProcess(student, id), Key(student, "pay"))).Error!.Code;
        (await school.SendAsync(new StartPaymentProcess(student, id), Key(student, "pay"))).Error.ShouldBeNull();
        inside.ShouldBe(CommonErrors.IdempotencyInProgress.Code);
        school.WeChatPay.DuringPrepay = _ => Task.CompletedTask;

        // A process that died leaves its key in progress until the lease is over.
        var (other, second) = await school.PlaceAsync();
        await school.ReadAsync(async _ =>
            await ((IIdempotencyStore)school.Services.GetService(typeof(IIdempotencyStore))!)
                .TryBeginAsync(Key(other, "pay"), TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        (await school.SendAsync(new StartPaymentProcess(other, new OrderId(second.Id)), Key(other, "pay"))).Error!.Code.ShouldBe(CommonErrors.IdempotencyInProgress.Code);
        school.Clock.Advance(TimeSpan.FromSeconds(61));
        (await school.SendAsync(new StartPaymentProcess(other, new OrderId(second.Id)), Key(other, "pay"))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Sixty_four_at_once_under_one_key_have_one_effect_and_one_answer()
    {
        await using var school = await School.OpenAsync();
        var (student, submission) = await ReadyAsync(school);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => school.SendAsync(new PlaceOrderCommand(student, submission), Key(student, "one"))));
        answers.Select(answer => answer.Value.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Sixty_four_at_once_without_a_key_place_one_order()
    {
        await using var school = await School.OpenAsync();
        var (student, submission) = await ReadyAsync(school);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => school.SendAsync(new PlaceOrderCommand(student, submission))));
        answers.Count(answer => answer.Succeeded).ShouldBe(1);
        answers.Count(answer => answer.Error?.Code == OrderErrors.AlreadyPlaced.Code).ShouldBe(63);
    }

    private static async Task<(AccountId Student, SubmissionId Submission)> ReadyAsync(School school)
    {
        var student = await school.StudentAsync();
        return (student, new SubmissionId((await school.SubmitAsync(student, await school.EnrolAsync(student))).Value.Id));
    }

    private static IdempotencyKey Key(AccountId student, string content) =>
        new(student.ToString(), "POST /orders", "key", content);
}
