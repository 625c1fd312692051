using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using static CampusPhoto.Benchmarks.Rates;

namespace CampusPhoto.Benchmarks;

/// <summary>
/// How many notifications are verified and applied in a second, beside a bare minimal API that verifies, decrypts and
/// inserts; and how many that come again.
/// </summary>
internal static class NotificationBenchmark
{
    private const int Rounds = 7;
    private const int PerRound = 300;
    private const int WarmUp = 200;
    private static readonly int[] Clients = [1, 8];

    public static async Task RunAsync()
    {
        // Timers would ask for the payments of which nobody tells, and leave nothing to be told for the first time.
        await using var api = await Api.CreateAsync(timers: TimeSpan.FromDays(1));
        await api.StartAsync();
        var ids = new Queue<string>(await PaidAsync(api, WarmUp + (Clients.Length * Rounds * PerRound)));
        await using var bare = await BareProcess.StartAsync(
            "Sqlite", $"Data Source={Path.Combine(api.Folder, "bare.db")}", bootstrap: new Uri(api.WeChat.Address, "/sim/bootstrap"));
        using var ours = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = api.Address };

        // A signature holds for five minutes, so that each round's are made just before it.
        var fresh = new ConcurrentQueue<Message>();
        List<string> told = [];
        IReadOnlyList<Message> known = [];
        async Task NextAsync(int count)
        {
            var next = Enumerable.Range(0, count).Select(_ => ids.Dequeue()).ToArray();
            told.AddRange(next);
            foreach (var message in await SealAsync(api, next)) fresh.Enqueue(message);
            known = await SealAsync(api, told.Take(WarmUp));
        }

        async Task FirstAsync()
        {
            var message = fresh.TryDequeue(out var one) ? one : throw new InvalidOperationException("No notification is left.");
            await SendAsync(ours, "/api/v1/payments/wechat/main/notifications", message);
        }

        async Task AgainAsync() => await SendAsync(ours, "/api/v1/payments/wechat/main/notifications", known[Random.Shared.Next(known.Count)]);
        async Task BareAsync() => await SendAsync(bare.Http, "/notifications", known[Random.Shared.Next(known.Count)]);
        await NextAsync(WarmUp);
        await RateAsync(FirstAsync, 4, WarmUp);
        await RateAsync(AgainAsync, 4, WarmUp);
        await RateAsync(BareAsync, 4, WarmUp);

        Console.WriteLine("| clients | first/s, median (least to most) | bare/s | again/s | first to bare | again to first |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var clients in Clients)
        {
            List<double> first = [], again = [], least = [];
            for (var round = 0; round < Rounds; round++)
            {
                await NextAsync(PerRound);
                first.Add(await RateAsync(FirstAsync, clients, PerRound));
                least.Add(await RateAsync(BareAsync, clients, PerRound));
                again.Add(await RateAsync(AgainAsync, clients, PerRound));
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {clients} | {Shown(first)} | {Shown(least)} | {Shown(again)} | {Median(first) / Median(least):0.00} | {Median(again) / Median(first):0.0} |"));
        }
    }

    // Paid orders of which nobody has told yet: the stand-in's identity of each one's notification.
    private static async Task<IEnumerable<string>> PaidAsync(Api api, int count)
    {
        var submissions = await PassedSubmissions.AddAsync(api, count);
        await api.WeChat.FaultAsync("notify-lost", CancellationToken.None, count: count * 2);
        var openId = "";
        ConcurrentBag<string> numbers = [];
        await Parallel.ForEachAsync(submissions, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (submission, cancellationToken) =>
        {
            var order = await api.PostAsync("/orders", new { submissionId = submission });
            var payment = await api.PostAsync($"/orders/{order.GetProperty("id").GetGuid()}/payments", new { });
            var number = payment.GetProperty("outTradeNo").GetString()!;
            if (openId.Length == 0)
            {
                openId = (string)(await api.WeChat.ListAsync("charges", cancellationToken))
                    .First(charge => (string)charge["outTradeNo"]! == number)["payer"]!;
            }

            var parameters = JsonNode.Parse(payment.GetProperty("parameters").GetRawText())!.AsObject();
            var paid = await api.WeChat.PayAsync(parameters, openId, "success", cancellationToken);
            if (!paid.Accepted) throw new InvalidOperationException(paid.ErrMsg);
            numbers.Add(number);
        });
        var ids = (await api.WeChat.ListAsync("notifications", CancellationToken.None))
            .ToDictionary(one => (string)one["outTradeNo"]!, one => (string)one["id"]!, StringComparer.Ordinal);
        return numbers.Select(number => ids[number]);
    }

    private static async Task<IReadOnlyList<Message>> SealAsync(Api api, IEnumerable<string> ids)
    {
        ConcurrentBag<Message> messages = [];
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, cancellationToken) =>
        {
            using var made = JsonDocument.Parse(await api.WeChat.Http.GetStringAsync(new Uri($"/sim/notifications/{id}/message", UriKind.Relative), cancellationToken));
            string Of(string name) => made.RootElement.GetProperty(name).GetString()!;
            messages.Add(new Message(Convert.FromBase64String(Of("body")), Of("timestamp"), Of("nonce"), Of("signature"), Of("serial")));
        });
        return [.. messages];
    }

    private static async Task SendAsync(HttpClient http, string path, Message message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Content = new ByteArrayContent(message.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Wechatpay-Timestamp", message.Timestamp);
        request.Headers.Add("Wechatpay-Nonce", message.Nonce);
        request.Headers.Add("Wechatpay-Signature", message.Signature);
        request.Headers.Add("Wechatpay-Serial", message.Serial);
        using var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode != 204) throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private sealed record Message(byte[] Body, string Timestamp, string Nonce, string Signature, string Serial);
}
