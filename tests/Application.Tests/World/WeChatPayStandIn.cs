using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Tests.World;

/// <summary>WeChat Pay at its port: keeps charges, and can be out of reach or do something in the middle of a call.</summary>
internal sealed class WeChatPayStandIn(TimeProvider clock) : IPaymentGateway
{
    public const string AppId = "wx0000000000000001";
    public const string MerchantId = "1900000001";

    private readonly ConcurrentDictionary<string, (ChargeState State, PaymentFact Fact)> _charges = new();
    private readonly ConcurrentDictionary<string, RefundFact> _refunds = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _accepted = new();
    private int _transactions;

    /// <summary>Why WeChat takes no refund, if it does not.</summary>
    public Error? RefundRefusal { get; set; }

    /// <summary>Why WeChat opens no charge, if it does not.</summary>
    public Error? PrepayRefusal { get; set; }

    private readonly Lock _ledger = new();

    /// <summary>What goes wrong with the next call, by the call's name; nothing unless told.</summary>
    public Func<string, Fault> Faults { get; set; } = _ => Fault.None;

    /// <summary>Whether WeChat answers.</summary>
    public bool InReach { get; set; } = true;

    /// <summary>What happens at WeChat while it works on a prepay call, before it answers.</summary>
    public Func<string, Task> DuringPrepay { get; set; } = _ => Task.CompletedTask;

    /// <summary>What happens at WeChat when it is asked to close a charge, before it does.</summary>
    public Func<string, Task> BeforeClosing { get; set; } = _ => Task.CompletedTask;

    /// <summary>Numbers that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public ConcurrentQueue<string> Prepaid { get; } = new();

    public ChargeState StateOf(string outTradeNo) => _charges.TryGetValue(outTradeNo, out var charge) ? charge.State : ChargeState.Unknown;

    /// <summary>The payer pays.</summary>
    /// <returns>The fact that WeChat tells from then on.</returns>
    public PaymentFact Pay(string outTradeNo)
    {
        var fact = _charges[outTradeNo].Fact with
        {
            TransactionId = $"42000{Interlocked.Increment(ref _transactions):00000000}",
            PaidAt = clock.GetUtcNow(),
        };
        _charges[outTradeNo] = (ChargeState.Paid, fact);
        return fact;
    }

    /// <summary>The payer tries to pay; null when the charge is closed or paid already.</summary>
    public PaymentFact? TryPay(string outTradeNo)
    {
        lock (_ledger) return StateOf(outTradeNo) == ChargeState.NotPaid ? Pay(outTradeNo) : null;
    }

    /// <summary>A notification with that fact; its signature is no matter of the use cases.</summary>
    public static RawNotification NotificationOf(PaymentFact fact) => new(
        "main",
        Encoding.UTF8.GetBytes(string.Join('|', fact.OutTradeNo, fact.TransactionId, fact.AmountFen, fact.PayerOpenId, fact.PaidAt.Ticks)),
        "", "", "", "");

    /// <summary>A notification that tells of a refund.</summary>
    public static RawNotification NotificationOf(RefundFact fact) => new(
        "main", JsonSerializer.SerializeToUtf8Bytes(fact), "", "", "", "");

    public MerchantAccount? FindAccount(string account) => account == "main" ? new MerchantAccount(account, AppId, MerchantId) : null;

    public async Task<Result<string>> PrepayAsync(PrepayRequest request, CancellationToken cancellationToken)
    {
        var fault = Faults("prepay");
        if (!InReach || fault == Fault.LostRequest) return LoginErrors.WeChatUnavailable;
        Prepaid.Enqueue(request.OutTradeNo);
        if (PrepayRefusal is { } refusal) return refusal;
        _charges.TryAdd(request.OutTradeNo, (ChargeState.NotPaid, new PaymentFact(
            request.OutTradeNo, "", AppId, MerchantId, request.PayerOpenId, request.AmountFen, Money.Currency, default)));
        var state = StateOf(request.OutTradeNo);
        await DuringPrepay(request.OutTradeNo);
        if (Lost(fault)) return LoginErrors.WeChatUnavailable;
        return state switch
        {
            ChargeState.Paid => PaymentErrors.AlreadyPaid,
            ChargeState.Closed => PaymentErrors.AttemptClosed,
            _ => $"wx{request.OutTradeNo}",
        };
    }

    public ClientPayment SignForClient(string account, string prepayId) => new("1", "2", $"prepay_id={prepayId}", "RSA", "3");

    public Task<Result<Charge>> QueryAsync(string account, string outTradeNo, CancellationToken cancellationToken)
    {
        Asked.Enqueue(outTradeNo);
        if (!InReach || Faults("query") != Fault.None) return Task.FromResult<Result<Charge>>(LoginErrors.WeChatUnavailable);
        return Task.FromResult<Result<Charge>>(_charges.TryGetValue(outTradeNo, out var charge)
            ? new Charge(outTradeNo, charge.State, charge.State == ChargeState.Paid ? charge.Fact : null)
            : new Charge(outTradeNo, ChargeState.Unknown, null));
    }

    public async Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken)
    {
        var fault = Faults("close");
        if (!InReach || fault == Fault.LostRequest) return LoginErrors.WeChatUnavailable;
        await BeforeClosing(outTradeNo);
        lock (_ledger)
        {
            if (StateOf(outTradeNo) == ChargeState.Paid) return PaymentErrors.AlreadyPaid;
            if (_charges.TryGetValue(outTradeNo, out var charge)) _charges[outTradeNo] = (ChargeState.Closed, charge.Fact);
        }

        return Lost(fault) ? LoginErrors.WeChatUnavailable : Result.Ok;
    }

    public async Task<Result<Charge>> QueryByTransactionAsync(
        string account, string transactionId, CancellationToken cancellationToken)
    {
        if (!InReach) return LoginErrors.WeChatUnavailable;
        var number = _charges.FirstOrDefault(charge => charge.Value.Fact.TransactionId == transactionId).Key;
        return number is null ? PaymentErrors.Unknown : await QueryAsync(account, number, cancellationToken);
    }

    public Task<Result<RefundFact>> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        var fault = Faults("refund");
        if (!InReach || fault == Fault.LostRequest) return Task.FromResult<Result<RefundFact>>(LoginErrors.WeChatUnavailable);
        var charge = _charges.Values.FirstOrDefault(charge => charge.Fact.TransactionId == request.TransactionId);
        if (charge.Fact is not { } paid || paid.AmountFen != request.TotalFen)
            return Task.FromResult<Result<RefundFact>>(PaymentErrors.RefundRefused);
        if (RefundRefusal is { } refusal) return Task.FromResult<Result<RefundFact>>(refusal);
        RefundFact accepted;
        lock (_ledger)
        {
            // WeChat gives back no more than was paid, whatever it is asked.
            var before = _refunds.Values.Where(one => one.TransactionId == paid.TransactionId && one.Outcome != RefundOutcome.Closed
                && one.OutRefundNo != request.OutRefundNo).Sum(one => one.AmountFen);
            if (before + request.AmountFen > paid.AmountFen)
            {
                Overdrawn = true;
                return Task.FromResult<Result<RefundFact>>(PaymentErrors.RefundRefused);
            }

            _accepted.TryAdd(request.OutRefundNo, clock.GetUtcNow());
            accepted = _refunds.GetOrAdd(request.OutRefundNo, number => new RefundFact(
                number, $"5{number}", paid.OutTradeNo, paid.TransactionId, MerchantId, request.AmountFen, request.TotalFen,
                RefundOutcome.Processing, null));
        }

        return Task.FromResult<Result<RefundFact>>(Lost(fault) ? LoginErrors.WeChatUnavailable : accepted);
    }

    public Task<Result<RefundFact>> QueryRefundAsync(string account, string outRefundNo, CancellationToken cancellationToken)
    {
        if (!InReach) return Task.FromResult<Result<RefundFact>>(LoginErrors.WeChatUnavailable);
        return Task.FromResult<Result<RefundFact>>(
            _refunds.TryGetValue(outRefundNo, out var refund) ? refund : PaymentErrors.RefundUnknown);
    }

    public Task<Result<RefundFact>> RedirectRefundAsync(RefundRedirection request, CancellationToken cancellationToken)
    {
        if (!InReach) return Task.FromResult<Result<RefundFact>>(LoginErrors.WeChatUnavailable);
        if (!_refunds.TryGetValue(request.OutRefundNo, out var refund) || refund.Outcome != RefundOutcome.Abnormal)
            return Task.FromResult<Result<RefundFact>>(PaymentErrors.RefundRefused.With("reason", "INVALIDREQUEST"));
        _refunds[request.OutRefundNo] = refund with { Outcome = RefundOutcome.Processing };
        Redirections.Enqueue(request);
        return Task.FromResult<Result<RefundFact>>(
            Faults("redirect") == Fault.LostAnswer ? LoginErrors.WeChatUnavailable : _refunds[request.OutRefundNo]);
    }

    /// <summary>Where abnormal refunds were sent.</summary>
    public ConcurrentQueue<RefundRedirection> Redirections { get; } = new();

    /// <summary>Whether more was ever asked back than was paid.</summary>
    public bool Overdrawn { get; private set; }

    private static bool Lost(Fault fault) => fault switch
    {
        Fault.Crash => throw new TimeoutException(),
        Fault.LostAnswer => true,
        _ => false,
    };

    /// <summary>WeChat ends a refund.</summary>
    /// <returns>The fact that WeChat tells from then on.</returns>
    public RefundFact EndRefund(string outRefundNo, RefundOutcome outcome) =>
        _refunds[outRefundNo] = _refunds[outRefundNo] with
        {
            Outcome = outcome,
            RefundedAt = outcome == RefundOutcome.Succeeded ? clock.GetUtcNow() : null,
        };

    /// <summary>What WeChat's bill says other than its ledger.</summary>
    public Func<IEnumerable<TradeBillRow>, IEnumerable<TradeBillRow>> BillChanges { get; set; } = rows => rows;

    /// <summary>Whether the day's bill is there.</summary>
    public bool BillIsReady { get; set; } = true;

    public IReadOnlyCollection<RefundFact> Refunds => [.. _refunds.Values];

    public IEnumerable<PaymentFact> PaidCharges => _charges.Values.Where(charge => charge.State == ChargeState.Paid).Select(charge => charge.Fact);

    public Task<Result<TradeBill>> DownloadTradeBillAsync(string account, DateOnly day, CancellationToken cancellationToken)
    {
        if (!InReach) return Task.FromResult<Result<TradeBill>>(LoginErrors.WeChatUnavailable);
        if (!BillIsReady) return Task.FromResult<Result<TradeBill>>(PaymentErrors.BillNotReady);
        var rows = BillChanges(
            PaidCharges.Where(fact => DayOf(fact.PaidAt) == day).Select(fact => new TradeBillRow(
                TradeBillKind.Charge, fact.PaidAt, MerchantId, fact.TransactionId, fact.OutTradeNo, fact.PayerOpenId, fact.AmountFen,
                null, null, 0, null, 0))
            .Concat(_accepted.Where(refund => DayOf(refund.Value) == day).Select(refund => (At: refund.Value, Fact: _refunds[refund.Key])).Select(refund => new TradeBillRow(
                TradeBillKind.Refund, refund.At, MerchantId, refund.Fact.TransactionId, refund.Fact.OutTradeNo, "", 0,
                refund.Fact.RefundId, refund.Fact.OutRefundNo, refund.Fact.AmountFen, refund.Fact.Outcome == RefundOutcome.Succeeded ? "SUCCESS" : "PROCESSING", 0))))
            .ToArray();
        return Task.FromResult<Result<TradeBill>>(new TradeBill(day, rows, rows.Sum(row => row.AmountFen), rows.Sum(row => row.RefundFen)));
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>What the bill of movements says other than the ledger.</summary>
    public Func<IEnumerable<FundFlowRow>, IEnumerable<FundFlowRow>> FlowChanges { get; set; } = rows => rows;

    public Task<Result<FundFlowBill>> DownloadFundFlowBillAsync(string account, DateOnly day, CancellationToken cancellationToken)
    {
        if (!InReach) return Task.FromResult<Result<FundFlowBill>>(LoginErrors.WeChatUnavailable);
        var rows = FlowChanges(
            PaidCharges.Where(fact => DayOf(fact.PaidAt) == day)
                .Select(fact => new FundFlowRow(fact.PaidAt, fact.TransactionId, $"F{fact.TransactionId}", "交易", true, fact.AmountFen, 0, fact.OutTradeNo))
            .Concat(_accepted.Where(refund => DayOf(refund.Value) == day).Select(refund => (At: refund.Value, Fact: _refunds[refund.Key]))
                .Select(refund => new FundFlowRow(
                    refund.At, refund.Fact.RefundId, $"F{refund.Fact.RefundId}", "退款", false, refund.Fact.AmountFen, 0, refund.Fact.OutRefundNo))))
            .ToArray();
        return Task.FromResult<Result<FundFlowBill>>(new FundFlowBill(
            day, rows, rows.Where(row => row.IsIncome).Sum(row => row.AmountFen), rows.Where(row => !row.IsIncome).Sum(row => row.AmountFen)));
    }

    public Task<Result<Notification>> ReadNotificationAsync(RawNotification raw, CancellationToken cancellationToken)
    {
        if (raw.Body.Span[0] == (byte)'{')
            return Task.FromResult<Result<Notification>>(new Notification(Refund: JsonSerializer.Deserialize<RefundFact>(raw.Body.Span)));
        var parts = Encoding.UTF8.GetString(raw.Body.Span).Split('|');
        if (parts.Length != 5) return Task.FromResult<Result<Notification>>(PaymentErrors.NotificationRejected);
        return Task.FromResult<Result<Notification>>(new Notification(new Charge(parts[0], ChargeState.Paid, new PaymentFact(
            parts[0], parts[1], AppId, MerchantId, parts[3], long.Parse(parts[2], CultureInfo.InvariantCulture), Money.Currency,
            new DateTimeOffset(long.Parse(parts[4], CultureInfo.InvariantCulture), TimeSpan.Zero)))));
    }
}

/// <summary>What goes wrong with a call.</summary>
internal enum Fault
{
    None,

    /// <summary>It never arrives.</summary>
    LostRequest,

    /// <summary>It is done, and the answer never arrives.</summary>
    LostAnswer,

    /// <summary>It is done, and the power goes here before the answer is saved.</summary>
    Crash,
}

