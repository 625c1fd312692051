using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    private readonly List<LedgerEntry> _postings = [];

    /// <summary>Ledger lines written since the order was loaded or last saved; saved with it, and never loaded again.</summary>
    public IReadOnlyList<LedgerEntry> TakePostings()
    {
        LedgerEntry[] taken = [.. _postings];
        _postings.Clear();
        return taken;
    }

    private void PostCharge(ReceivedCharge charge) => Post(
        $"charge {charge.TransactionId}",
        LedgerBook.Provider,
        charge.Disposition switch
        {
            ChargeDisposition.Accepted => LedgerBook.Earned,
            ChargeDisposition.Surplus => LedgerBook.Owed,
            _ => LedgerBook.Examined,
        },
        charge.Amount, charge, charge.PaidAt);

    // Into one book and out of the other: the two lines of a posting sum up to nothing. The ledger is in fen of renminbi.
    private void Post(string posting, LedgerBook to, LedgerBook from, Money amount, ReceivedCharge charge, DateTimeOffset at)
    {
        if (charge.Currency != Money.Currency) return;
        string account = Attempt(charge.OutTradeNo)!.MerchantAccount;
        _postings.Add(new LedgerEntry(posting, to, amount.Fen, Id, account, charge.OutTradeNo, charge.TransactionId, at));
        _postings.Add(new LedgerEntry(posting, from, -amount.Fen, Id, account, charge.OutTradeNo, charge.TransactionId, at));
    }
}
