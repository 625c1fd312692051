using System.Collections.Concurrent;

namespace CampusPhoto.WeChatStandIn;

/// <summary>One try to deliver a notification.</summary>
internal sealed record Delivery(
    int Try, DateTimeOffset At, int? Status, string? Answer, double Milliseconds, string? Fault, string? Error);

/// <summary>A signed message as it went over the wire.</summary>
internal sealed record SignedMessage(byte[] Body, string Timestamp, string Nonce, string Signature, string Serial);

/// <summary>What a notification is about.</summary>
/// <param name="EventType">WeChat's word for it.</param>
/// <param name="Kind">original_type and associated_data: transaction, refund or security.</param>
/// <param name="Summary">A few words.</param>
/// <param name="MerchantId">Whose APIv3 key seals it.</param>
/// <param name="NotifyUrl">Where it goes.</param>
/// <param name="OutTradeNo">The charge, by which faults are chosen.</param>
/// <param name="OutRefundNo">The refund, if it tells of one.</param>
/// <param name="Write">Writes what is sealed, as things stand at the try.</param>
internal sealed record News(
    string EventType, string Kind, string Summary, string MerchantId, string NotifyUrl, string OutTradeNo, string? OutRefundNo,
    Func<object> Write);

/// <summary>A notification and everything that became of it.</summary>
internal sealed class Notification(string id, News news)
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    public News News { get; } = news;

    /// <summary>pending, held, delivered, lost, gave-up or dropped.</summary>
    public string State { get; set; } = "pending";

    public SignedMessage? Last { get; set; }

    public IEnumerable<Delivery> Deliveries => _deliveries;

    /// <summary>Ends when a held notification may go.</summary>
    public Task Released => _released.Task;

    public void Release() => _released.TrySetResult();

    public void Add(Delivery delivery) => _deliveries.Enqueue(delivery);
}
