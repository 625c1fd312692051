using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks;

/// <summary>
/// How long the review queue, a campaign's progress and its missing list take among a million orders, beside the same
/// among a thousand. The campaign is the same in both, with a thousand students on its roster; the other orders are those of
/// other campaigns.
/// </summary>
internal static class BackOfficeBenchmark
{
    private const int WarmUp = 200;
    private const int Calls = 1_000;
    private const int Roster = 1_000;

    // Every tenth student of the roster has no order.
    private const int MissingOneIn = 10;

    public static Task<int> RunAsync(string[] where) => AmongMany.RunAsync(where, CompareAsync);

    private static async Task CompareAsync(Api few, Api large, int many)
    {
        var (fewCampaign, manyCampaign) = (await FillAsync(few, Roster), await FillAsync(large, many));
        var (fewCalls, manyCalls) = (await CallsAsync(few, fewCampaign), await CallsAsync(large, manyCampaign));

        AmongMany.SayHeader(Roster, many);
        foreach (var (name, path, who) in fewCalls)
        {
            var (_, otherPath, otherWho) = manyCalls.Single(call => call.Name == name);
            List<double> small = [], big = [];
            for (var call = -WarmUp; call < Calls; call++)
            {
                var (one, other) = (await AmongMany.TimeAsync(few, path, who), await AmongMany.TimeAsync(large, otherPath, otherWho));
                if (call < 0) continue;
                small.Add(one);
                big.Add(other);
            }

            AmongMany.SayRow(name, small, big);
        }
    }

    private static async Task<Guid> FillAsync(Api api, int count)
    {
        await api.StartAsync();
        var submission = (await PassedSubmissions.AddAsync(api, 1)).Single();
        var order = (await api.PostAsync("/orders", new { submissionId = submission })).GetProperty("id").GetGuid();
        await using var services = PassedSubmissions.Services(api);
        await using var scope = services.CreateAsyncScope();
        await using var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var campaign = await db.Campaigns.SingleAsync();
        var now = TimeProvider.System.GetUtcNow();
        for (var student = 0; student < Roster; student++)
        {
            var number = student % MissingOneIn == 0 ? count + student : student;
            db.Add(new RosterEntry(
                Id.New<RosterEntryId>(now), campaign.Id, student + 1,
                new RosterStudent(string.Create(CultureInfo.InvariantCulture, $"2027{student:000000000}"), $"学院{student % 8}", "计算机科学与技术", null),
                new KeyedHash($"{number:x64}")));
        }

        await db.SaveChangesAsync();
        var others = Enumerable.Range(0, (count / Roster) + 1).Select(_ => Id.New<CampaignId>(now)).ToList();
        await ManyOrders.AddAsync(api, order, count, number => number < Roster ? campaign.Id : others[number / Roster]);
        return campaign.Id.Value;
    }

    private static async Task<IReadOnlyList<(string Name, string Path, AuthenticationHeaderValue Who)>> CallsAsync(Api api, Guid campaign)
    {
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(api.Folder, "staff.json")))!;
        var (reviewer, school) = (await SignInAsync("reviewer"), await SignInAsync("school"));
        return
        [
            ("review queue, first page", "/staff/reviews?pageSize=20", reviewer),
            ("progress by college, roster of 1000", $"/staff/campaigns/{campaign}/progress", school),
            ("missing list, first page", $"/staff/campaigns/{campaign}/missing?pageSize=50", school),
            ("missing list, in the middle", $"/staff/campaigns/{campaign}/missing?pageSize=20&cursor={Roster / 2}", school),
        ];

        async Task<AuthenticationHeaderValue> SignInAsync(string userName)
        {
            var signedIn = await api.PostAsync("/staff/auth/login", new { userName, password = secrets[userName] });
            return new AuthenticationHeaderValue("Bearer", signedIn.GetProperty("accessToken").GetString());
        }
    }
}
