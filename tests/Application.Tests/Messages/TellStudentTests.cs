using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Tests.World;
using Microsoft.EntityFrameworkCore;

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
}
