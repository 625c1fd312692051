using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
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
    private int _transactions;

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

    /// <summary>A notification with that fact; its signature is no matter of the use cases.</summary>
    public static RawNotification Notification(PaymentFact fact) => new(
        "main",
        Encoding.UTF8.GetBytes(string.Join('|', fact.OutTradeNo, fact.TransactionId, fact.AmountFen, fact.PayerOpenId, fact.PaidAt.Ticks)),
        "", "", "", "");

    public MerchantAccount? FindAccount(string account) => account == "main" ? new MerchantAccount(account, AppId, MerchantId) : null;

    public async Task<Result<string>> PrepayAsync(PrepayRequest request, CancellationToken cancellationToken)
    {
        if (!InReach) return LoginErrors.WeChatUnavailable;
        Prepaid.Enqueue(request.OutTradeNo);
        _charges.TryAdd(request.OutTradeNo, (ChargeState.NotPaid, new PaymentFact(
            request.OutTradeNo, "", AppId, MerchantId, request.PayerOpenId, request.AmountFen, Money.Currency, default)));
        await DuringPrepay(request.OutTradeNo);
        return $"wx{request.OutTradeNo}";
    }

    public ClientPayment SignForClient(string account, string prepayId) => new("1", "2", $"prepay_id={prepayId}", "RSA", "3");

    public Task<Result<Charge>> QueryAsync(string account, string outTradeNo, CancellationToken cancellationToken)
    {
        Asked.Enqueue(outTradeNo);
        if (!InReach) return Task.FromResult<Result<Charge>>(LoginErrors.WeChatUnavailable);
        return Task.FromResult<Result<Charge>>(_charges.TryGetValue(outTradeNo, out var charge)
            ? new Charge(outTradeNo, charge.State, charge.State == ChargeState.Paid ? charge.Fact : null)
            : new Charge(outTradeNo, ChargeState.Unknown, null));
    }

    public async Task<Result> CloseAsync(string account, string outTradeNo, CancellationToken cancellationToken)
    {
        if (!InReach) return LoginErrors.WeChatUnavailable;
        await BeforeClosing(outTradeNo);
        if (StateOf(outTradeNo) == ChargeState.Paid) return PaymentErrors.AlreadyPaid;
        if (_charges.TryGetValue(outTradeNo, out var charge)) _charges[outTradeNo] = (ChargeState.Closed, charge.Fact);
        return Result.Ok;
    }

    public Result<Charge> ReadNotification(RawNotification notification)
    {
        var parts = Encoding.UTF8.GetString(notification.Body.Span).Split('|');
        if (parts.Length != 5) return PaymentErrors.NotificationRejected;
        return new Charge(parts[0], ChargeState.Paid, new PaymentFact(
            parts[0], parts[1], AppId, MerchantId, parts[3], long.Parse(parts[2], CultureInfo.InvariantCulture), Money.Currency,
            new DateTimeOffset(long.Parse(parts[4], CultureInfo.InvariantCulture), TimeSpan.Zero)));
    }
}
