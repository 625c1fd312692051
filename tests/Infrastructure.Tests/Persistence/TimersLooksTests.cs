using CampusPhoto.Application;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Orders;
using CampusPhoto.Infrastructure.Tests.World;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

/// <summary>What the timers look for every few seconds, whatever waits.</summary>
[Trait("Engine", "Sqlite")]
public sealed class TimersLooksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leases_and_deadlines_that_are_over_are_looked_for_where_there_is_nothing_else()
    {
        await using var school = await Installation.OpenAsync(settings => settings.More = services =>
        {
            services.AddApplication();
            services.AddLogging(logging => logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Debug));
        });
        await using var scope = school.Node.Scope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        (await sender.Send(new RunTimersProcess(), Ct)).Succeeded.ShouldBeTrue();
        (await sender.Send(new RemindStudentsProcess(), Ct)).Succeeded.ShouldBeTrue();

        (await PlansAsync(school.Node, "ORDER BY \"o\".\"LeaseExpiresAt\""))
            .ShouldBe(["SEARCH o USING INDEX IX_Orders_LeaseExpiresAt (LeaseExpiresAt<?)"]);
        (await PlansAsync(school.Node, "ORDER BY \"o\".\"ResubmissionDeadline\"")).Where(line => line.Contains(" o ", StringComparison.Ordinal))
            .ShouldBe(Enumerable.Repeat("SEARCH o USING INDEX IX_Orders_Status_ResubmissionEndsAt (Status=? AND ResubmissionEndsAt<?)", 2));
    }

    private static async Task<IReadOnlyList<string>> PlansAsync(Node node, string part)
    {
        List<string> lines = [];
        foreach (var look in node.Log.Lines.Where(line => line.Contains(part, StringComparison.Ordinal)).ToArray())
            lines.AddRange(await QueryPlan.OfAsync(node, look));
        return lines;
    }
}
