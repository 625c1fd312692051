using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.PortraitStudio;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Benchmarks;

/// <summary>
/// One province's peak minute on the embedded default: 150 students, each of whom sends three photos of 12 megapixels and
/// places and pays an order, some 25 calls, spread evenly over the minute or over a part of it.
/// </summary>
internal static class ProvinceBenchmark
{
    // 12.7 million graduates in 60 days, peak day 4 times the mean, peak hour 12 % of it, peak minute 3 times that hour: 84.7
    // orders a second in the country, of which a province is 1/34.
    private const int Students = 150;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <param name="speed">How many times faster than in life the students come.</param>
    public static async Task RunAsync(double speed)
    {
        await using var api = await Api.CreateAsync();
        await api.StartAsync();
        await using var services = PassedSubmissions.Services(api);
        var codes = services.GetRequiredService<SignedCollectionCodeIssuer>();
        var now = TimeProvider.System.GetUtcNow();
        var large = new Portrait { Width = 3000, Height = 4000, Noise = 6 };
        byte[][] photos = [Draw("eyes-closed"), Draw("mouth-open"), Studio.Draw(large, quality: 90)];
        ConcurrentQueue<(string Call, double Milliseconds)> times = new();

        using var process = Process.GetProcessById(api.ProcessId);
        var used = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var orders = await Task.WhenAll(Enumerable.Range(1, Students).Select(async student =>
        {
            await Task.Delay(student * (Minute / speed / Students));
            var phone = new Phone(api.Http, api.WeChat, times);
            await phone.LogInAsync($"138{student:00000000}");
            var text = codes.IssueText(PassedSubmissions.Code(student, now), now);
            var recognition = await phone.PostAsync("/collection-codes/recognitions", new { text });
            var recognitionId = recognition.GetProperty("recognitionId").GetString();
            var enrolment = (await phone.PostAsync("/enrolments", new { recognitionId, featureCode = "m9ng02" })).GetProperty("id").GetGuid();
            await phone.GetAsync($"/enrolments/{enrolment}/photo-guide");
            Guid submissionId = default;
            foreach (var photo in photos) submissionId = (await phone.SubmitAsync(enrolment, Own(photo, student))).GetProperty("id").GetGuid();
            var shown = await phone.GetAsync($"/submissions/{submissionId}");
            await phone.ShowAsync(shown.GetProperty("photoUrl").GetString()!);
            await phone.PostAsync("/message-consents", new { templateIds = new[] { "order-status" } });
            var order = (await phone.PostAsync("/orders", new { submissionId })).GetProperty("id").GetGuid();
            await phone.PayAsync(order);
            var paid = await phone.PostAsync($"/orders/{order}/payments/confirmation", null);
            foreach (var page in new[] { "/orders", $"/orders/{order}", "/messages", "/home", "/enrolments", "/account", $"/orders/{order}" })
                await phone.GetAsync(page);
            return (Status: paid.GetProperty("status").GetString(), phone.Refusals);
        }));
        var took = Stopwatch.GetElapsedTime(start);
        process.Refresh();

        var unpaid = orders.Count(order => order.Status != "PendingReview");
        var charges = (await api.WeChat.ListAsync("charges", CancellationToken.None)).Count(charge => (string)charge["state"]! == "Success");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Students} students in {Minute / speed:mm\:ss\.f}; the last was done after {took:mm\:ss\.f}, which is {Minute / took:0.0} times as fast as in life.
            {times.Count} calls, {Students * photos.Length} photos checked, {Students - unpaid} orders paid, {charges} charges at WeChat.
            Asked to wait: {orders.Sum(order => order.Refusals)} times. Processor time of the API: {(process.TotalProcessorTime - used).TotalSeconds:0} s.

            | call | calls | median | 99th percentile |
            | --- | --- | --- | --- |
            """));
        foreach (var call in times.GroupBy(time => time.Call).OrderBy(call => call.Key, StringComparer.Ordinal))
        {
            double[] sorted = [.. call.Select(time => time.Milliseconds).Order()];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {call.Key} | {sorted.Length} | {sorted[sorted.Length / 2]:0} ms | {sorted[(int)(0.99 * (sorted.Length - 1))]:0} ms |"));
        }

        // A comment makes the file the student's own: one photo is not used by two.
        static byte[] Own(byte[] photo, int student) => [.. photo[..2], 0xFF, 0xFE, 0, 6, .. BitConverter.GetBytes(student), .. photo[2..]];

        byte[] Draw(string fault) => Studio.Draw(Faults.All[fault].Apply(large), quality: 90);
    }
}
