namespace CampusPhoto.Application.Abstractions;

/// <summary>What is asked of WeChat to give money back. All of it is frozen with the refund.</summary>
/// <param name="Account">Our key of the merchant account that was paid.</param>
/// <param name="TransactionId">WeChat's number of the charge.</param>
/// <param name="OutRefundNo">Our number of the refund, at most 64 characters of <c>[0-9A-Za-z_|*@-]</c>.</param>
/// <param name="AmountFen">What goes back, at least 1.</param>
/// <param name="TotalFen">The charge's total.</param>
/// <param name="Reason">Shown to the payer; nothing personal, cut to 80 bytes of UTF-8; null shows none.</param>
public sealed record RefundRequest(
    string Account,
    string TransactionId,
    string OutRefundNo,
    long AmountFen,
    long TotalFen,
    string? Reason);

/// <summary>Where an abnormal refund goes.</summary>
/// <param name="Account">Our key of the merchant account.</param>
/// <param name="RefundId">WeChat's number of the refund.</param>
/// <param name="OutRefundNo">Our number of the refund.</param>
/// <param name="Card">The payer's card; null sends the money to the merchant's own bank account.</param>
public sealed record RefundRedirection(string Account, string RefundId, string OutRefundNo, BankCard? Card);

/// <summary>A payer's bank card. It travels encrypted and is never stored or logged.</summary>
/// <param name="Bank">WeChat's code of the bank, such as <c>ICBC_DEBIT</c>.</param>
/// <param name="Number">The card's number.</param>
/// <param name="Holder">The holder's name.</param>
public sealed record BankCard(string Bank, string Number, string Holder)
{
    /// <summary>Tells nothing of the card.</summary>
    public override string ToString() => nameof(BankCard);
}
