using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Domain.Payments;

/// <summary>Where money stands, by the ledger. Every posting is two entries of one sum with opposite signs.</summary>
public enum LedgerBook
{
    /// <summary>At the provider: what came in less what went back.</summary>
    Provider,

    /// <summary>Ours, as the price of orders; as a credit it is negative.</summary>
    Earned,

    /// <summary>To be given back; as a credit it is negative.</summary>
    Owed,

    /// <summary>A person has not decided yet whose it is; as a credit it is negative.</summary>
    Examined,
}

/// <summary>One line of the ledger, in fen. It is only ever added: neither changed nor deleted.</summary>
public sealed class LedgerEntry
{
    private LedgerEntry() => (Posting, MerchantAccount, OutTradeNo, TransactionId) = ("", "", "", "");

    internal LedgerEntry(
        string posting, LedgerBook book, long amountFen, OrderId order, string merchantAccount, string outTradeNo,
        string transactionId, DateTimeOffset at)
    {
        (Posting, Book, AmountFen, OrderId) = (posting, book, amountFen, order);
        (MerchantAccount, OutTradeNo, TransactionId, At) = (merchantAccount, outTradeNo, transactionId, at);
    }

    /// <summary>Greatest length of a posting's name.</summary>
    public const int MaxPostingLength = 100;

    /// <summary>What happened, once for all time: <c>charge 4200…</c>, <c>refund R…</c>.</summary>
    public string Posting { get; private set; }

    /// <summary>The book.</summary>
    public LedgerBook Book { get; private set; }

    /// <summary>Fen, positive into the book and negative out of it.</summary>
    public long AmountFen { get; private set; }

    /// <summary>The order. The line outlives it.</summary>
    public OrderId OrderId { get; private set; }

    /// <summary>Key of the merchant account.</summary>
    public string MerchantAccount { get; private set; }

    /// <summary>Our number of the payment attempt.</summary>
    public string OutTradeNo { get; private set; }

    /// <summary>The provider's number of the charge.</summary>
    public string TransactionId { get; private set; }

    /// <summary>When the money moved, by the provider, or when it was decided on.</summary>
    public DateTimeOffset At { get; private set; }
}
