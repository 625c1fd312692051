namespace CampusPhoto.Domain.Payments;

/// <summary>What has become of a refund at the provider.</summary>
public enum RefundOutcome
{
    /// <summary>Accepted and under way.</summary>
    Processing,

    /// <summary>The payer has the money.</summary>
    Succeeded,

    /// <summary>Given up without effect; the same money may be refunded by another number.</summary>
    Closed,

    /// <summary>The payer's card or account does not take it; a person decides where the money goes.</summary>
    Abnormal,

    /// <summary>A state that this version does not know: keep asking, tell a person.</summary>
    Other,
}

/// <summary>What the payment provider says of one refund, from whichever way it reached us.</summary>
/// <param name="OutRefundNo">Our number of the refund.</param>
/// <param name="RefundId">The provider's number of the refund.</param>
/// <param name="OutTradeNo">Our number of the payment attempt that is refunded.</param>
/// <param name="TransactionId">The provider's number of the charge.</param>
/// <param name="MerchantId">The merchant that pays back.</param>
/// <param name="AmountFen">What goes back, in fen.</param>
/// <param name="TotalFen">The charge's total in fen.</param>
/// <param name="Outcome">What has become of it.</param>
/// <param name="RefundedAt">When the payer got the money; null until then.</param>
public sealed record RefundFact(
    string OutRefundNo,
    string RefundId,
    string OutTradeNo,
    string TransactionId,
    string MerchantId,
    long AmountFen,
    long TotalFen,
    RefundOutcome Outcome,
    DateTimeOffset? RefundedAt);
