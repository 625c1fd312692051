using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Payments;

/// <summary>What differs between us and the provider's bill.</summary>
public enum DifferenceKind
{
    /// <summary>The bill has money that we did not know of.</summary>
    MissingHere,

    /// <summary>We, or for movements the bill of charges and refunds, have money that the bill does not know.</summary>
    MissingThere,

    /// <summary>Both know it, with different amounts.</summary>
    AmountDiffers,

    /// <summary>Both know it, and it stands elsewhere.</summary>
    StateDiffers,

    /// <summary>The bill has something that is not an order's, or that this version does not know.</summary>
    Foreign,
}

/// <summary>Which of the provider's bills a difference is about.</summary>
public enum BillKind
{
    /// <summary>交易账单: charges and refunds, compared with our ledger.</summary>
    Trade,

    /// <summary>资金账单: the account's movements, compared with the charges and refunds of the day.</summary>
    FundFlow,
}

/// <summary>What was done about a difference.</summary>
public enum DifferenceHandling
{
    /// <summary>The provider was asked and the fact applied; nothing is left to do.</summary>
    Applied,

    /// <summary>A person has to look into it.</summary>
    Alarm,
}

/// <summary>One difference.</summary>
public sealed class ReconciliationDifference
{
    /// <summary>Greatest length of a number.</summary>
    public const int MaxNumberLength = 64;

    private ReconciliationDifference() => (OutTradeNo, TransactionId) = ("", "");

    internal ReconciliationDifference(int sequence, Difference found)
    {
        (Sequence, Kind, Handling) = (sequence, found.Kind, found.Handling);
        (OutTradeNo, TransactionId, OutRefundNo) = (Cut(found.OutTradeNo), Cut(found.TransactionId), found.OutRefundNo is { } number ? Cut(number) : null);
        (OurFen, TheirFen, Bill) = (found.OurFen, found.TheirFen, found.Bill);
    }

    /// <summary>Position, from 1.</summary>
    public int Sequence { get; private set; }

    /// <summary>What differs.</summary>
    public DifferenceKind Kind { get; private set; }

    /// <summary>What was done about it.</summary>
    public DifferenceHandling Handling { get; private set; }

    /// <summary>Which bill it is about.</summary>
    public BillKind Bill { get; private set; }

    /// <summary>Our number of the payment attempt, as the bill has it.</summary>
    public string OutTradeNo { get; private set; }

    /// <summary>The provider's number of the charge.</summary>
    public string TransactionId { get; private set; }

    /// <summary>Our number of the refund; null for a charge.</summary>
    public string? OutRefundNo { get; private set; }

    /// <summary>What we have, in fen; null where we have nothing.</summary>
    public long? OurFen { get; private set; }

    /// <summary>What the bill has, in fen; null where it has nothing.</summary>
    public long? TheirFen { get; private set; }

    private static string Cut(string number) => number.Length <= MaxNumberLength ? number : number[..MaxNumberLength];
}

/// <summary>A difference as it was found.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Handling">What was done about it.</param>
/// <param name="OutTradeNo">Our number of the payment attempt, as the bill has it.</param>
/// <param name="TransactionId">The provider's number of the charge.</param>
/// <param name="OutRefundNo">Our number of the refund; null for a charge.</param>
/// <param name="OurFen">What we have, in fen.</param>
/// <param name="TheirFen">What the bill has, in fen.</param>
/// <param name="Bill">Which bill it is about.</param>
public sealed record Difference(
    DifferenceKind Kind, DifferenceHandling Handling, string OutTradeNo, string TransactionId, string? OutRefundNo,
    long? OurFen, long? TheirFen, BillKind Bill = BillKind.Trade);

/// <summary>A day's movements of the merchant's basic account, in fen.</summary>
/// <param name="Movements">How many.</param>
/// <param name="IncomeFen">Everything that came in, by the bill.</param>
/// <param name="ExpenseFen">Everything that went out, by the bill.</param>
/// <param name="FeesFen">The provider's fees among it, less fees that came back.</param>
/// <param name="OtherIncomeFen">What came in by neither charges nor fees, such as topping up.</param>
/// <param name="OtherExpenseFen">What went out by neither refunds nor fees, such as withdrawals.</param>
public sealed record FundFlowSums(
    int Movements, long IncomeFen, long ExpenseFen, long FeesFen, long OtherIncomeFen, long OtherExpenseFen)
{
    /// <summary>Nothing moved.</summary>
    public static readonly FundFlowSums None = new(0, 0, 0, 0, 0, 0);
}

/// <summary>A day's sums on both sides, in fen.</summary>
/// <param name="Charges">Charges of the bill.</param>
/// <param name="Refunds">Refunds of the bill.</param>
/// <param name="TheirChargedFen">Charged, by the bill.</param>
/// <param name="OurChargedFen">Charged, by our ledger.</param>
/// <param name="TheirRefundedFen">Refunds, by the bill.</param>
/// <param name="OurRefundedFen">Refunds that the provider accepted on the day, by us.</param>
public sealed record DaySums(
    int Charges, int Refunds, long TheirChargedFen, long OurChargedFen, long TheirRefundedFen, long OurRefundedFen);

/// <summary>对账: one merchant account's day, compared both ways with the provider's bill.</summary>
public sealed class Reconciliation : AggregateRoot
{
    /// <summary>Greatest length of a note.</summary>
    public const int MaxNoteLength = 200;

    private readonly List<ReconciliationDifference> _differences = [];

    private Reconciliation() => MerchantAccount = "";

    /// <summary>A day that is to be compared.</summary>
    public Reconciliation(string merchantAccount, DateOnly day) => (MerchantAccount, Day) = (merchantAccount, day);

    /// <summary>Key of the merchant account.</summary>
    public string MerchantAccount { get; private set; }

    /// <summary>The day in China.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>When it was compared last.</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>Charges of the bill.</summary>
    public int Charges { get; private set; }

    /// <summary>Refunds of the bill.</summary>
    public int Refunds { get; private set; }

    /// <summary>Charged, by the bill.</summary>
    public long TheirChargedFen { get; private set; }

    /// <summary>Charged, by our ledger.</summary>
    public long OurChargedFen { get; private set; }

    /// <summary>Refunds, by the bill.</summary>
    public long TheirRefundedFen { get; private set; }

    /// <summary>Refunds that the provider accepted on the day, by us.</summary>
    public long OurRefundedFen { get; private set; }

    /// <summary>The account's movements; nothing in days that were compared before movements were.</summary>
    public FundFlowSums Flow { get; private set; } = FundFlowSums.None;

    /// <summary>Differences that a person has to look into.</summary>
    public int Alarms { get; private set; }

    /// <summary>Who has looked into them.</summary>
    public Guid? ResolvedBy { get; private set; }

    /// <summary>What was found.</summary>
    public string? Note { get; private set; }

    /// <summary>All differences.</summary>
    public IReadOnlyList<ReconciliationDifference> Differences => _differences;

    /// <summary>Whether a person still has to look into it.</summary>
    public bool IsOpen => Alarms > 0 && ResolvedBy is null;

    /// <summary>Records a comparison; a later one takes the place of an earlier one.</summary>
    public void Record(DaySums sums, FundFlowSums flow, IReadOnlyList<Difference> differences, DateTimeOffset now)
    {
        Flow = flow;
        (Charges, Refunds, MadeAt) = (sums.Charges, sums.Refunds, now);
        (TheirChargedFen, OurChargedFen) = (sums.TheirChargedFen, sums.OurChargedFen);
        (TheirRefundedFen, OurRefundedFen) = (sums.TheirRefundedFen, sums.OurRefundedFen);
        _differences.Clear();
        _differences.AddRange(differences.Select((found, at) => new ReconciliationDifference(at + 1, found)));
        Alarms = differences.Count(found => found.Handling == DifferenceHandling.Alarm);
        (ResolvedBy, Note) = (null, null);
        Touch();
    }

    /// <summary>A person has looked into the differences.</summary>
    public Result Resolve(string note, Actor by)
    {
        if (!IsOpen) return PaymentErrors.NothingToResolve;
        (ResolvedBy, Note) = (by.Id, note);
        Touch();
        return Result.Ok;
    }
}
