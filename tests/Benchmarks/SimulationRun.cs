using System.Text.Json;
using CampusPhoto.PortraitStudio;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Benchmarks;

/// <summary>A whole campaign against the API as a process of its own.</summary>
internal static class SimulationRun
{
    /// <returns>0 when all counts balance.</returns>
    public static async Task<int> RunAsync(int students)
    {
        await using var api = await Api.CreateAsync();
        await api.StartAsync();
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(api.Folder, "staff.json")))!;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = api.Address, Timeout = TimeSpan.FromMinutes(30) };
        var balances = await new Simulation(http, api.WeChat, secrets, (Studio.Draw(new Portrait()), Studio.Draw(new Portrait { Seed = 1 })), Console.Out)
            .RunAsync(students, CancellationToken.None);
        return balances.All(balance => balance.Holds) ? 0 : 1;
    }
}
