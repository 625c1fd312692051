using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class QueuedAtTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_that_waited_before_the_queue_had_times_wait_since_they_came_to_review()
    {
        await using var school = await Installation.OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        var paidLater = (await open.EnrolAsync()).Place();
        var unpaid = (await open.EnrolAsync()).Place();
        school.Node.Clock.Advance(TimeSpan.FromMinutes(7));
        Campus.Pay(paidLater, school.Node.Now);
        var paidAt = school.Node.Now;
        paidLater.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), school.Node.Now.AddMinutes(1)).Succeeded.ShouldBeTrue();
        await school.Node.SaveAsync(paidLater, unpaid);

        // Back to the step before, which had no such column, with all rows; and on again.
        await using (var db = school.Node.Open())
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync(db.Database.GetMigrations().Single(name => name.EndsWith("_StudentsOwn", StringComparison.Ordinal)), Ct);
            await migrator.MigrateAsync(cancellationToken: Ct);
        }

        await using var migrated = school.Node.Open();
        (await QueuedAsync(paidLater)).ShouldBe(paidAt);
        (await QueuedAsync(unpaid)).ShouldBeNull();

        Task<DateTimeOffset?> QueuedAsync(Order order) =>
            migrated.Orders.Where(one => one.Id == order.Id).Select(one => one.QueuedAt).SingleAsync(Ct);
    }
}
