using System.Collections.Concurrent;

namespace CampusPhoto.WeChatStandIn;

/// <summary>One try to deliver a notification.</summary>
internal sealed record Delivery(int Try, DateTimeOffset At, int? Status, double Milliseconds, string? Fault, string? Error);

/// <summary>A signed message as it went over the wire.</summary>
internal sealed record SignedMessage(byte[] Body, string Timestamp, string Nonce, string Signature, string Serial);

/// <summary>A notification and everything that became of it.</summary>
internal sealed class Notification(string id, Charge charge, string eventType, TransactionChanges changes)
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();

    public string Id { get; } = id;

    public Charge Charge { get; } = charge;

    public string EventType { get; } = eventType;

    public TransactionChanges Changes { get; } = changes;

    /// <summary>pending, delivered, lost or gave-up.</summary>
    public string State { get; set; } = "pending";

    public SignedMessage? Last { get; set; }

    public IEnumerable<Delivery> Deliveries => _deliveries;

    public void Add(Delivery delivery) => _deliveries.Enqueue(delivery);
}
