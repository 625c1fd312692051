using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Abstractions;

/// <summary>A means of payment. What it cannot do, its capabilities say, and nobody asks it for that.</summary>
public interface IPaymentProvider
{
    /// <summary>Which means.</summary>
    PaymentMethod Method { get; }

    /// <summary>What it can do.</summary>
    PaymentCapabilities Capabilities { get; }

    /// <summary>Whether an order of that price may be paid by it.</summary>
    bool Offers(Money price);

    /// <summary>Asks what became of a payment attempt.</summary>
    /// <returns>The charge; or <c>wechat.unavailable</c>.</returns>
    Task<Result<Charge>> QueryAsync(string account, string outTradeNo, CancellationToken cancellationToken);

    /// <summary>Closes a payment attempt so that it brings no more money. May be repeated.</summary>
    /// <returns>Success; or <c>payment.already_paid</c>, <c>wechat.unavailable</c>.</returns>
    Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken);

    /// <summary>Gives money back. May be repeated with the same number.</summary>
    /// <returns>The refund; or <c>payment.refund_refused</c>, <c>payment.refund_not_funded</c>, <c>wechat.unavailable</c>.</returns>
    Task<Result<RefundFact>> RefundAsync(RefundRequest request, CancellationToken cancellationToken);

    /// <summary>Asks what became of a refund.</summary>
    /// <returns>The refund; or <c>payment.refund_unknown</c>, <c>wechat.unavailable</c>.</returns>
    Task<Result<RefundFact>> QueryRefundAsync(string account, string outRefundNo, CancellationToken cancellationToken);
}
