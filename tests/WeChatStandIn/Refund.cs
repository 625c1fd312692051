namespace CampusPhoto.WeChatStandIn;

internal enum RefundState
{
    Processing,
    Success,
    Closed,
    Abnormal,
}

/// <summary>What a merchant asked for. Two refund calls are the same when this is equal.</summary>
internal sealed record RefundTerms(string OutRefundNo, long Amount, long Total, string? Reason, string? NotifyUrl);

/// <summary>One refund; its charge's lock guards it.</summary>
internal sealed class Refund(RefundTerms terms, string refundId, DateTimeOffset createdAt)
{
    public Refund(KeptRefund kept)
        : this(kept.Terms, kept.RefundId, kept.CreatedAt) =>
        (State, RefundedAt, ReceivedBy) = (kept.State, kept.RefundedAt, kept.ReceivedBy);

    public RefundTerms Terms { get; } = terms;

    public string RefundId { get; } = refundId;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public RefundState State { get; private set; }

    public DateTimeOffset? RefundedAt { get; private set; }

    /// <summary>Where the money goes.</summary>
    public string ReceivedBy { get; private set; } = "支付用户零钱";

    public KeptRefund ToKept() => new(Terms, RefundId, CreatedAt, State, RefundedAt, ReceivedBy);

    public void End(RefundState state, DateTimeOffset now) =>
        (State, RefundedAt) = (state, state == RefundState.Success ? now : null);

    /// <summary>Sends an abnormal refund elsewhere.</summary>
    public void Redirect(string receivedBy) => (State, ReceivedBy) = (RefundState.Processing, receivedBy);
}
