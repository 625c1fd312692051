using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>A host whose review queue holds nobody else's orders.</summary>
public sealed class SimulationHost : JourneyHost;

/// <summary>A small campaign from the roster to 学信网's results, with reviewers at work at once.</summary>
public sealed class SimulationTests(SimulationHost host) : IClassFixture<SimulationHost>
{
    private const int Students = 50;

    [Fact]
    public async Task A_campaign_from_its_roster_to_its_results_ends_with_counts_that_balance()
    {
        string[] people = ["operator", "school", "administrator", "finance"];
        await using var report = new StringWriter();
        var balances = await new Simulation(
                host.Http, host.WeChat, people.ToDictionary(name => name, host.Secret), (Photos.Good, Photos.Another()), report)
            .RunAsync(Students, TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage(report.ToString());
        balances.Count.ShouldBeGreaterThan(10);
        balances.Where(balance => !balance.Holds).ShouldBeEmpty();
    }
}
