using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Payments;

/// <summary>Where the shipping information of a payment stands.</summary>
public enum UploadState
{
    /// <summary>To be uploaded.</summary>
    Waiting,

    /// <summary>WeChat has it.</summary>
    Uploaded,

    /// <summary>Not needed: WeChat does not demand it, or the money went back.</summary>
    Skipped,

    /// <summary>WeChat refuses it; a person has to look into it.</summary>
    Refused,
}

/// <summary>发货信息 of a payment, on its way to WeChat, which keeps the money frozen until then.</summary>
public sealed class ShippingUpload
{
    /// <summary>Greatest length of a fault.</summary>
    public const int MaxFaultLength = 64;

    private ShippingUpload() => TransactionId = "";

    /// <summary>Shipping information to be uploaded.</summary>
    public ShippingUpload(string transactionId, OrderId order, DateTimeOffset shippedAt, DateTimeOffset dueAt) =>
        (TransactionId, OrderId, ShippedAt, NextTryAt) = (transactionId, order, shippedAt, dueAt);

    /// <summary>WeChat's number of the charge.</summary>
    public string TransactionId { get; private set; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; private set; }

    /// <summary>When what was paid for was done.</summary>
    public DateTimeOffset ShippedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public UploadState State { get; private set; }

    /// <summary>When it is tried next; null once it has ended.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; private set; }

    /// <summary>Code of the last refusal.</summary>
    public string? Fault { get; private set; }

    /// <summary>Ends it.</summary>
    public void End(UploadState state, string? fault) => (State, Fault, NextTryAt) = (state, fault, null);
}
