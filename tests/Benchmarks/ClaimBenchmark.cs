using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks;

/// <summary>
/// How long a reviewer waits for the next order where a million of three thousand schools wait for review, beside the same
/// where a thousand wait. Each order is given back, so that as many wait for every claim.
/// </summary>
internal static class ClaimBenchmark
{
    private const int WarmUp = 200;
    private const int Calls = 1_000;
    private const int Few = 1_000;
    private const int Schools = 3_000;

    public static Task<int> RunAsync(string[] where) => AmongMany.RunAsync(where, CompareAsync);

    private static async Task CompareAsync(Api few, Api large, int many)
    {
        var (one, other) = (await FillAsync(few, Few), await FillAsync(large, many));
        List<double> small = [], big = [];
        for (var call = -WarmUp; call < Calls; call++)
        {
            var (here, there) = (await ClaimAsync(few, one), await ClaimAsync(large, other));
            if (call < 0) continue;
            small.Add(here);
            big.Add(there);
        }

        AmongMany.SayHeader(Few, many);
        AmongMany.SayRow($"next order, {Schools} schools", small, big);
    }

    private static async Task<AuthenticationHeaderValue> FillAsync(Api api, int count)
    {
        await api.StartAsync();
        var submission = (await PassedSubmissions.AddAsync(api, 1)).Single();
        var order = (await api.PostAsync("/orders", new { submissionId = submission })).GetProperty("id").GetGuid();
        await using var services = PassedSubmissions.Services(api);
        await using var scope = services.CreateAsyncScope();
        await using var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var now = TimeProvider.System.GetUtcNow();
        List<School> schools = [];
        for (var one = 0; one < Schools; one++)
            schools.Add(new School(Id.New<SchoolId>(now), string.Create(CultureInfo.InvariantCulture, $"B{one:0000}"), $"学校{one}"));
        db.AddRange(schools);
        await db.SaveChangesAsync();
        await ManyOrders.AddAsync(api, order, count, school: number => schools[number % Schools].Id);
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(api.Folder, "staff.json")))!;
        var signedIn = await api.PostAsync("/staff/auth/login", new { userName = "reviewer", password = secrets["reviewer"] });
        return new AuthenticationHeaderValue("Bearer", signedIn.GetProperty("accessToken").GetString());
    }

    private static async Task<double> ClaimAsync(Api api, AuthenticationHeaderValue reviewer)
    {
        var start = Stopwatch.GetTimestamp();
        var claimed = await SendAsync(HttpMethod.Post, "/staff/reviews/next");
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await SendAsync(HttpMethod.Delete, $"/staff/orders/{JsonDocument.Parse(claimed).RootElement.GetProperty("orderId").GetGuid()}/claim");
        return took;

        async Task<string> SendAsync(HttpMethod method, string path)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1{path}");
            request.Headers.Authorization = reviewer;
            using var answer = await api.Http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{method} {path}: {body}");
        }
    }
}
