using System.Net.Http.Headers;
using System.Text.Json;

namespace CampusPhoto.Benchmarks;

/// <summary>How long lists and look-ups take among a million orders, beside the same among a thousand.</summary>
internal static class OrderListBenchmark
{
    private const int WarmUp = 300;
    private const int Calls = 1000;
    private const int Few = 1000;

    public static Task<int> RunAsync(string[] where) => AmongMany.RunAsync(where, CompareAsync);

    private static async Task CompareAsync(Api few, Api large, int many)
    {
        var fewCalls = await FillAsync(few, Few);
        var manyCalls = await FillAsync(large, many);

        AmongMany.SayHeader(Few, many);
        for (var call = 0; call < WarmUp; call++)
        {
            foreach (var (name, path) in fewCalls) await TimeAsync(few, name, path);
            foreach (var (name, path) in manyCalls) await TimeAsync(large, name, path);
        }

        foreach (var (name, path) in fewCalls)
        {
            List<double> small = [], big = [];
            for (var call = 0; call < Calls; call++)
            {
                small.Add(await TimeAsync(few, name, path));
                big.Add(await TimeAsync(large, name, manyCalls[name]));
            }

            AmongMany.SayRow(name, small, big);
        }
    }

    private static async Task<Dictionary<string, string>> FillAsync(Api api, int count)
    {
        await api.StartAsync();
        var submission = (await PassedSubmissions.AddAsync(api, 1)).Single();
        var order = await api.PostAsync("/orders", new { submissionId = submission });
        var middle = await ManyOrders.AddAsync(api, order.GetProperty("id").GetGuid(), count);
        var student = api.Http.DefaultRequestHeaders.Authorization;
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(api.Folder, "staff.json")))!;
        var staff = await api.PostAsync("/staff/auth/login", new { userName = "reviewer", password = secrets["reviewer"] });
        api.Reviewer = new AuthenticationHeaderValue("Bearer", staff.GetProperty("accessToken").GetString());
        api.Http.DefaultRequestHeaders.Authorization = student;
        return new Dictionary<string, string>
        {
            ["a student's orders, first page"] = "/orders?pageSize=20",
            ["a student's orders, second page"] = $"/orders?pageSize=20&cursor={await NextAsync(api, "/orders?pageSize=20", 1, null)}",
            ["review queue, first page"] = "/staff/reviews?pageSize=10",
            ["review queue, in the middle"] = $"/staff/reviews?pageSize=10&cursor={await NextAsync(api, "/staff/reviews?pageSize=100", count / 50 / 2 / 100, api.Reviewer)}",
            ["staff, by number"] = $"/staff/orders/{middle}",
        };
    }

    /// <returns>The cursor after so many pages; after the first where there are fewer.</returns>
    private static async Task<string> NextAsync(Api api, string path, int pages, AuthenticationHeaderValue? who)
    {
        string? cursor = null;
        if (pages == 0) (path, pages) = (path.Replace("=100", "=10", StringComparison.Ordinal), 1);
        for (var page = 0; page < pages; page++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1{path}{(cursor is null ? "" : $"&cursor={cursor}")}");
            request.Headers.Authorization = who ?? api.Http.DefaultRequestHeaders.Authorization;
            using var answer = await api.Http.SendAsync(request);
            cursor = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("nextCursor").GetString();
        }

        return cursor!;
    }

    private static Task<double> TimeAsync(Api api, string name, string path) => AmongMany.TimeAsync(
        api, path, name.StartsWith("a student", StringComparison.Ordinal) ? api.Http.DefaultRequestHeaders.Authorization : api.Reviewer);
}
