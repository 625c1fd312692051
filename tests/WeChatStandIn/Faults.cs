using System.Collections.Frozen;

namespace CampusPhoto.WeChatStandIn;

/// <summary>What shall go wrong next, by name and number of times, for all charges or for one.</summary>
internal sealed class Faults
{
    public const string NotifyLost = "notify-lost";
    public const string NotifyFirstLost = "notify-first-lost";
    public const string NotifyDuplicate = "notify-duplicate";
    public const string NotifyBeforePrepayAnswer = "notify-before-prepay-answer";
    public const string NotifyWrongSignature = "notify-wrong-signature";
    public const string NotifyBodyAltered = "notify-body-altered";
    public const string NotifySignTest = "notify-signtest";
    public const string NotifyUndecodableSignature = "notify-undecodable-signature";
    public const string NotifyUnknownSerial = "notify-unknown-serial";
    public const string NotifySecondKey = "notify-second-key";
    public const string NotifyStale = "notify-stale";
    public const string NotifyWrongApiV3Key = "notify-wrong-apiv3-key";
    public const string NotifyWrongAmount = "notify-wrong-amount";
    public const string NotifyWrongPayer = "notify-wrong-payer";
    public const string NotifyWrongMerchant = "notify-wrong-merchant";
    public const string NotifyUnknownNumber = "notify-unknown-number";
    public const string NotifyRefundEvent = "notify-refund-event";
    public const string Prepay500 = "prepay-500";
    public const string PrepayTimeoutAfterCommit = "prepay-timeout-after-commit";
    public const string PrepayResetAfterCommit = "prepay-reset-after-commit";
    public const string Query500 = "query-500";
    public const string Close500 = "close-500";
    public const string CloseOrderPaid = "close-order-paid";
    public const string UnsignedResponse = "unsigned-response";
    public const string WrongResponseSignature = "wrong-response-signature";
    public const string TokenExpiredOnce = "token-expired-once";
    public const string ApiBusy = "api-busy";
    public const string LoginBlocked = "login-blocked";
    public const string PhoneForeignWatermark = "phone-foreign-watermark";

    public static readonly FrozenSet<string> Names = new[]
    {
        NotifyLost, NotifyFirstLost, NotifyDuplicate, NotifyBeforePrepayAnswer, NotifyWrongSignature, NotifyBodyAltered,
        NotifySignTest, NotifyUndecodableSignature, NotifyUnknownSerial, NotifySecondKey, NotifyStale, NotifyWrongApiV3Key,
        NotifyWrongAmount, NotifyWrongPayer, NotifyWrongMerchant, NotifyUnknownNumber, NotifyRefundEvent, Prepay500,
        PrepayTimeoutAfterCommit, PrepayResetAfterCommit, Query500, Close500, CloseOrderPaid, UnsignedResponse,
        WrongResponseSignature, TokenExpiredOnce, ApiBusy, LoginBlocked, PhoneForeignWatermark,
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, string? OutTradeNo), int> _left = [];

    /// <summary>Whether it shall go wrong now; counts one down.</summary>
    public bool Take(string name, string? outTradeNo = null)
    {
        lock (_lock)
        {
            return TakeExact((name, outTradeNo)) || (outTradeNo is not null && TakeExact((name, null)));
        }
    }

    public void Set(string name, int count, string? outTradeNo)
    {
        lock (_lock) _left[(name, outTradeNo)] = count;
    }

    public IReadOnlyList<object> List()
    {
        lock (_lock) return [.. _left.Select(f => new { f.Key.Name, f.Key.OutTradeNo, Left = f.Value })];
    }

    public void Clear()
    {
        lock (_lock) _left.Clear();
    }

    private bool TakeExact((string Name, string? OutTradeNo) fault)
    {
        if (!_left.TryGetValue(fault, out var left) || left <= 0) return false;
        if (left == 1) _left.Remove(fault);
        else _left[fault] = left - 1;
        return true;
    }
}
