using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WeChatStandIn;

/// <summary>Delivers notifications on WeChat's schedule, sped up; each try is encrypted and signed anew.</summary>
internal sealed class Notifier : IHostedService, IDisposable
{
    /// <summary>WeChat's own pauses before the second and the following tries; 15 tries in all.</summary>
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30),
        TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(60), TimeSpan.FromHours(3), TimeSpan.FromHours(3),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6),
    ];

    private const int MostOfAnAnswer = 1000;

    private readonly StandInKeys _keys;
    private readonly Faults _faults;
    private readonly TimeProvider _clock;
    private readonly StandInOptions _options;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Notification> _all = new();
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    public Notifier(StandInKeys keys, Faults faults, TimeProvider clock, IOptions<StandInOptions> options)
    {
        (_keys, _faults, _clock, _options) = (keys, faults, clock, options.Value);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            Timeout = _options.NotifyTimeout,
        };
    }

    public IEnumerable<Notification> All => _all;

    public void Announce(News news)
    {
        var notification = new Notification(Guid.CreateVersion7(_clock.GetUtcNow()).ToString(), news);
        var lost = _faults.Take(Faults.NotifyLost, news.OutTradeNo);
        var held = !lost && _faults.Take(Faults.NotifyHeld, news.OutTradeNo);
        notification.State = lost ? "lost" : held ? "held" : "pending";
        _all.Enqueue(notification);
        if (!lost) _running[notification.Id] = Task.Run(() => DeliverAsync(notification, _stopping.Token), _stopping.Token);
    }

    /// <summary>Waits until the first try of every announced notification of a charge has been answered or given up.</summary>
    public async Task WaitForAsync(string outTradeNo, CancellationToken cancellationToken)
    {
        foreach (var notification in _all.Where(n => n.News.OutTradeNo == outTradeNo))
        {
            while (notification.State == "pending" && !notification.Deliveries.Any())
                await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>Lets held notifications go: one, those of a charge, or all.</summary>
    public int Release(string? id, string? outTradeNo)
    {
        var held = _all
            .Where(n => n.State == "held" && (id is null || n.Id == id) && (outTradeNo is null || n.News.OutTradeNo == outTradeNo))
            .ToList();
        foreach (var notification in held)
        {
            notification.State = "pending";
            notification.Release();
        }

        return held.Count;
    }

    /// <summary>A notification as it would go now, spoiled by a fault if one is named; it is not sent.</summary>
    public SignedMessage? Seal(string id, string? fault) =>
        _all.FirstOrDefault(one => one.Id == id) is { } notification
            ? NotificationSealing.Seal(notification, _keys, _clock.GetUtcNow(), fault)
            : null;

    /// <summary>Sends a past notification once more: the captured bytes, or freshly signed.</summary>
    public async Task<Delivery?> ReplayAsync(string? id, bool fresh, CancellationToken cancellationToken)
    {
        var notification = id is null ? _all.LastOrDefault(n => n.Last is not null) : _all.FirstOrDefault(n => n.Id == id);
        if (notification is null) return null;
        var message = fresh || notification.Last is null
            ? NotificationSealing.Seal(notification, _keys, _clock.GetUtcNow(), null)
            : notification.Last;
        var delivery = await SendAsync(notification, message, notification.Deliveries.Count() + 1, "replay", cancellationToken);
        notification.Add(delivery);
        return delivery;
    }

    public void Clear()
    {
        foreach (var notification in _all)
        {
            notification.State = "dropped";
            notification.Release();
        }

        _all.Clear();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _http.Dispose();
        _stopping.Dispose();
    }

    private static bool IsAccepted(Delivery delivery) => delivery.Status is 200 or 204;

    private async Task DeliverAsync(Notification notification, CancellationToken cancellationToken)
    {
        var number = notification.News.OutTradeNo;
        if (notification.State == "held") await notification.Released.WaitAsync(cancellationToken);
        for (var attempt = 0; attempt <= Pauses.Length && notification.State == "pending"; attempt++)
        {
            if (attempt > 0) await Task.Delay(Pauses[attempt - 1] / _options.RetrySpeed, cancellationToken);
            if (_faults.Take(Faults.NotifyFirstLost, number))
            {
                notification.Add(new Delivery(attempt + 1, _clock.GetUtcNow(), null, null, 0, Faults.NotifyFirstLost, null));
                continue;
            }

            var fault = NotificationSealing.TakeFault(_faults, number);
            var delivery = await TryAsync(notification, attempt + 1, fault, cancellationToken);
            if (!IsAccepted(delivery)) continue;
            await DuplicateAsync(notification, attempt + 2, cancellationToken);
            notification.State = "delivered";
        }

        if (notification.State == "pending") notification.State = "gave-up";
        _running.TryRemove(notification.Id, out _);
    }

    private async Task DuplicateAsync(Notification notification, int number, CancellationToken cancellationToken)
    {
        while (_faults.Take(Faults.NotifyDuplicate, notification.News.OutTradeNo))
            await TryAsync(notification, number++, Faults.NotifyDuplicate, cancellationToken);

        var together = new List<Task>();
        while (_faults.Take(Faults.NotifyDuplicateAtOnce, notification.News.OutTradeNo))
            together.Add(TryAsync(notification, number++, Faults.NotifyDuplicateAtOnce, cancellationToken));
        await Task.WhenAll(together);
    }

    private async Task<Delivery> TryAsync(Notification notification, int number, string? fault, CancellationToken cancellationToken)
    {
        var message = NotificationSealing.Seal(notification, _keys, _clock.GetUtcNow(), fault);
        notification.Last = message;
        var delivery = await SendAsync(notification, message, number, fault, cancellationToken);
        notification.Add(delivery);
        return delivery;
    }

    private async Task<Delivery> SendAsync(
        Notification notification, SignedMessage message, int number, string? fault, CancellationToken cancellationToken)
    {
        var at = _clock.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, notification.News.NotifyUrl);
        request.Content = new ByteArrayContent(message.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("Mozilla/4.0");
        request.Headers.Add("Wechatpay-Timestamp", message.Timestamp);
        request.Headers.Add("Wechatpay-Nonce", message.Nonce);
        request.Headers.TryAddWithoutValidation("Wechatpay-Signature", message.Signature);
        request.Headers.Add("Wechatpay-Serial", message.Serial);
        request.Headers.Add("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
        int? status = null;
        string? error = null, words = null;
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            status = (int)answer.StatusCode;
            words = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (words.Length > MostOfAnAnswer) words = words[..MostOfAnAnswer];
        }
        catch (HttpRequestException e)
        {
            error = e.HttpRequestError.ToString();
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = "no answer in time";
        }

        return new Delivery(number, at, status, words, Stopwatch.GetElapsedTime(started).TotalMilliseconds, fault, error);
    }
}
