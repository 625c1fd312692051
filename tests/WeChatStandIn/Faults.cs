using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WeChatStandIn;

/// <summary>
/// What shall go wrong next: by name, a number of times or with a probability, for everything or for one charge, refund
/// or person.
/// </summary>
internal sealed class Faults(IOptions<StandInOptions> options)
{
    public const string NotifyLost = "notify-lost";
    public const string NotifyFirstLost = "notify-first-lost";
    public const string NotifyHeld = "notify-held";
    public const string NotifyDuplicate = "notify-duplicate";
    public const string NotifyDuplicateAtOnce = "notify-duplicate-at-once";
    public const string NotifyBeforePrepayAnswer = "notify-before-prepay-answer";
    public const string NotifyWrongSignature = "notify-wrong-signature";
    public const string NotifyBodyAltered = "notify-body-altered";
    public const string NotifySignTest = "notify-signtest";
    public const string NotifyUndecodableSignTest = "notify-undecodable-signtest";
    public const string NotifyUndecodableSignature = "notify-undecodable-signature";
    public const string NotifyUnknownSerial = "notify-unknown-serial";
    public const string NotifySecondKey = "notify-second-key";
    public const string NotifyStale = "notify-stale";
    public const string NotifyFuture = "notify-future";
    public const string NotifyWrongApiV3Key = "notify-wrong-apiv3-key";
    public const string NotifyWrongAad = "notify-wrong-aad";
    public const string NotifyTruncatedCiphertext = "notify-truncated-ciphertext";
    public const string NotifyUnknownEvent = "notify-unknown-event";
    public const string NotifyExtraFields = "notify-extra-fields";
    public const string NotifyHugeBody = "notify-huge-body";
    public const string NotifyWrongAmount = "notify-wrong-amount";
    public const string NotifyWrongCurrency = "notify-wrong-currency";
    public const string NotifyWrongPayer = "notify-wrong-payer";
    public const string NotifyWrongMerchant = "notify-wrong-merchant";
    public const string NotifyWrongApp = "notify-wrong-app";
    public const string NotifyUnknownNumber = "notify-unknown-number";
    public const string NotifyNotPaid = "notify-not-paid";
    public const string NotifyUnknownState = "notify-unknown-state";
    public const string CloseOrderPaid = "close-order-paid";
    public const string PayDespiteClose = "pay-despite-close";
    public const string QueryLag = "query-lag";
    public const string RefundAbnormal = "refund-abnormal";
    public const string RefundClosed = "refund-closed";
    public const string RefundStaysProcessing = "refund-stays-processing";
    public const string RefundNotEnough = "refund-not-enough";
    public const string BillCreating = "bill-creating";
    public const string BillHashMismatch = "bill-hash-mismatch";
    public const string BillExtraRow = "bill-extra-row";
    public const string BillMissingRow = "bill-missing-row";
    public const string BillWrongAmount = "bill-wrong-amount";
    public const string FlowExtraRow = "flow-extra-row";
    public const string FlowMissingRow = "flow-missing-row";
    public const string FlowWrongAmount = "flow-wrong-amount";
    public const string UnsignedResponse = "unsigned-response";
    public const string WrongResponseSignature = "wrong-response-signature";
    public const string StaleResponse = "stale-response";
    public const string ClockAhead = "clock-ahead";
    public const string TokenExpiredOnce = "token-expired-once";
    public const string TokenInvalidOnce = "token-invalid-once";
    public const string ApiBusy = "api-busy";
    public const string ApiMinuteQuota = "api-minute-quota";
    public const string ApiResetAfterCommit = "api-reset-after-commit";
    public const string LoginBlocked = "login-blocked";
    public const string PhoneForeignWatermark = "phone-foreign-watermark";
    public const string MessageRefused = "message-refused";
    public const string MessageInvalidValue = "message-invalid-value";
    public const string TextRisky = "text-risky";
    public const string TextReview = "text-review";
    public const string TextAuthorInactive = "text-author-inactive";
    public const string ShippingUnknown = "shipping-unknown";

    /// <summary>Faults of any payment call: the call's name, a dash and one of these.</summary>
    public const string ServerError = "500";
    public const string TooMany = "429";
    public const string SignRefused = "401";
    public const string ResetBeforeCommit = "reset-before-commit";
    public const string ResetAfterCommit = "reset-after-commit";
    public const string TimeoutAfterCommit = "timeout-after-commit";
    public const string Slow = "slow";
    public const string Malformed = "malformed";

    public static readonly string[] CallKinds =
        [ServerError, TooMany, SignRefused, ResetBeforeCommit, ResetAfterCommit, TimeoutAfterCommit, Slow, Malformed];

    public static readonly FrozenSet<string> Names = typeof(Faults).GetFields()
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)
        .Except(CallKinds)
        .Concat(PayCallNames.All.SelectMany(call => CallKinds.Select(kind => $"{call}-{kind}")))
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, string? Subject), Planned> _planned = [];
    private Random _random = new(options.Value.Seed);

    /// <summary>Whether it shall go wrong now; counts one down.</summary>
    /// <param name="name">Which fault.</param>
    /// <param name="subject">The charge, refund or person that it would meet.</param>
    public bool Take(string name, string? subject = null)
    {
        lock (_lock)
        {
            return TakeExact((name, subject)) || (subject is not null && TakeExact((name, null)));
        }
    }

    public void Set(string name, int count, double? probability, string? subject)
    {
        lock (_lock) _planned[(name, subject)] = new Planned(count, probability);
    }

    public IReadOnlyList<object> List()
    {
        lock (_lock)
        {
            return
            [
                .. _planned.Select(f => new { f.Key.Name, f.Key.Subject, f.Value.Left, f.Value.Probability }),
            ];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _planned.Clear();
            _random = new Random(options.Value.Seed);
        }
    }

    private bool TakeExact((string Name, string? Subject) fault)
    {
        if (!_planned.TryGetValue(fault, out var planned)) return false;
#pragma warning disable CA5394 // The seed makes a run repeatable; nothing secret depends on it.
        if (planned.Probability is { } probability) return _random.NextDouble() < probability;
#pragma warning restore CA5394
        if (planned.Left <= 1) _planned.Remove(fault);
        else _planned[fault] = planned with { Left = planned.Left - 1 };
        return planned.Left > 0;
    }

    private sealed record Planned(int Left, double? Probability);
}
