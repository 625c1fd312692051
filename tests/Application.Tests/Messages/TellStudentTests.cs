using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Application.Tests.Messages;

public sealed class TellStudentTests
{
    [Fact]
    public async Task Events_that_are_delivered_after_an_account_was_deleted_leave_no_message_behind()
    {
        await using var school = await School.OpenAsync();
        var (student, _) = await school.PlaceAsync();
        school.Clock.Advance(TimeSpan.FromDays(1));
        (await school.SendAsync(new RunTimersProcess())).Value.Expired.ShouldBe(1);
        (await school.SendAsync(new DeleteAccountProcess(student, Confirmed: true))).Error.ShouldBeNull();

        await school.DeliverAsync();

        (await school.ReadAsync(db => db.OutboxMessages.CountAsync(message => message.ProcessedAt != null))).ShouldBeGreaterThan(0);
        (await school.ReadAsync(db => db.InboxMessages.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_is_written_while_the_account_is_deleted_is_not_saved()
    {
        await using var school = await School.OpenAsync();
        var student = await school.StudentAsync();
        await using var scope = school.Services.CreateAsyncScope();
        var order = new OrderId(Guid.CreateVersion7(school.Now));
        await scope.ServiceProvider.GetRequiredService<MessageQueue>().TellAsync(
            new InboxMessage(Guid.CreateVersion7(school.Now), student, order, OrderAction.Complete, OrderStatus.Completed, school.Now),
            null, null, TestContext.Current.CancellationToken);

        (await school.SendAsync(new DeleteAccountProcess(student, Confirmed: true))).Error.ShouldBeNull();

        (await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().TrySaveAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await school.ReadAsync(db => db.InboxMessages.CountAsync())).ShouldBe(0);
    }
}
