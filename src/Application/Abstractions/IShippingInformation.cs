using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>
/// 发货信息管理: tells WeChat that what was paid for has been handed over. Until then it keeps the money frozen. Nothing is
/// repeated here, since WeChat counts a second upload as the one correction it allows: after
/// <c>wechat.unavailable</c> ask with <see cref="FindAsync"/> first.
/// </summary>
public interface IShippingInformation
{
    /// <summary>Whether WeChat demands shipping information of this mini-program.</summary>
    Task<Result<bool>> IsDemandedAsync(CancellationToken cancellationToken);

    /// <summary>Uploads a payment's shipping information.</summary>
    /// <returns>
    /// Success (also when exactly this was uploaded before); or <c>shipping.not_yet</c> (WeChat learns of a payment about
    /// ten seconds later: try again), <c>shipping.already</c> (shipped, and the one correction is used up),
    /// <c>shipping.refused</c> (refunded or wrong; the fact <c>errcode</c> holds WeChat's code),
    /// <c>wechat.unavailable</c>.
    /// </returns>
    Task<Result> UploadAsync(Shipment shipment, CancellationToken cancellationToken);

    /// <summary>Where a payment stands.</summary>
    /// <returns>The state; or <c>shipping.not_yet</c>, <c>shipping.refused</c>, <c>wechat.unavailable</c>.</returns>
    Task<Result<ShippingState>> FindAsync(string transactionId, CancellationToken cancellationToken);

    /// <summary>Reports a payment whose goods take more than the usual 48 hours (预售).</summary>
    /// <param name="transactionId">WeChat's number of the charge.</param>
    /// <param name="until">When they are handed over, 15 to 330 days after the payment.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Success; or <c>shipping.not_yet</c>, <c>shipping.refused</c>, <c>wechat.unavailable</c>.</returns>
    Task<Result> ReportPresaleAsync(string transactionId, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>How something is handed over, in WeChat's words.</summary>
public enum ShippingKind
{
    /// <summary>快递.</summary>
    Express,

    /// <summary>同城配送.</summary>
    SameCity,

    /// <summary>虚拟商品: nothing is carried.</summary>
    Virtual,

    /// <summary>用户自提.</summary>
    PickUp,
}

/// <summary>What was handed over for one payment.</summary>
/// <param name="TransactionId">WeChat's number of the charge.</param>
/// <param name="PayerOpenId">Who paid.</param>
/// <param name="Kind">How it is handed over.</param>
/// <param name="Item">What it is, at most 120 characters, nothing personal.</param>
/// <param name="ShippedAt">When it was handed over.</param>
/// <param name="Parcel">The parcel, for <see cref="ShippingKind.Express"/> only.</param>
public sealed record Shipment(
    string TransactionId, string PayerOpenId, ShippingKind Kind, string Item, DateTimeOffset ShippedAt, Parcel? Parcel = null);

/// <summary>A parcel.</summary>
/// <param name="Company">WeChat's code of the express company.</param>
/// <param name="TrackingNumber">The company's number.</param>
/// <param name="ReceiverPhone">The receiver's phone, which SF demands; only its last four digits are sent.</param>
public sealed record Parcel(string Company, string TrackingNumber, string? ReceiverPhone = null)
{
    /// <summary>Tells nothing of the receiver.</summary>
    public override string ToString() => $"{nameof(Parcel)} {Company} {TrackingNumber}";
}

/// <summary>Where a payment stands in WeChat's shipping management, in WeChat's words.</summary>
public enum ShippingState
{
    /// <summary>A state that this version does not know.</summary>
    Other,

    /// <summary>待发货.</summary>
    Waiting,

    /// <summary>已发货.</summary>
    Shipped,

    /// <summary>确认收货.</summary>
    Received,

    /// <summary>交易完成.</summary>
    Completed,

    /// <summary>已退款.</summary>
    Refunded,

    /// <summary>资金待结算.</summary>
    Settling,
}
