using CampusPhoto.Domain.Common;
using static CampusPhoto.Domain.Common.ActorKind;
using static CampusPhoto.Domain.Orders.OrderAction;
using static CampusPhoto.Domain.Orders.OrderStatus;

namespace CampusPhoto.Domain.Orders;

/// <summary>The order's table: which action is allowed in which state, by whom, and where it may lead.</summary>
public static class OrderTable
{
    private static readonly OrderStatus[] AllStatuses = Enum.GetValues<OrderStatus>();

    private static readonly Dictionary<(OrderStatus From, OrderAction Action), Entry> Entries = Build();

    /// <summary>Whether the table has the action in that state at all.</summary>
    public static bool Allows(OrderStatus from, OrderAction action) => Entries.ContainsKey((from, action));

    /// <summary>Whether the table lets that kind of actor do it in that state.</summary>
    public static bool Allows(OrderStatus from, OrderAction action, ActorKind who) =>
        Entries.TryGetValue((from, action), out Entry? entry) && entry.Who.Contains(who);

    /// <summary>Whether the table lets the action lead there.</summary>
    public static bool Leads(OrderStatus from, OrderAction action, OrderStatus to) =>
        Entries.TryGetValue((from, action), out Entry? entry) && entry.To.Contains(to);

    private static Dictionary<(OrderStatus, OrderAction), Entry> Build()
    {
        Dictionary<(OrderStatus, OrderAction), Entry> table = [];

        void Row(OrderStatus[] from, OrderAction action, ActorKind[] who, params OrderStatus[] to)
        {
            foreach (OrderStatus status in from)
                table.Add((status, action), new Entry(who, to.Length == 0 ? [status] : to));
        }

        Row([PendingPayment], Pay, [Student, Operator]);
        Row([PendingPayment], ApplyPayment, [ActorKind.System], PendingReview, PendingProduction, PendingPayment);
        Row([.. AllStatuses.Except([PendingPayment])], ApplyPayment, [ActorKind.System]);
        Row([PendingPayment], Cancel, [Student], Cancelled);
        Row([PendingPayment], Expire, [ActorKind.System], Cancelled);

        Row([PendingPayment], ReplaceSubmission, [Student]);
        Row([Rejected, Withdrawn], ReplaceSubmission, [Student], PendingReview);

        Row([PendingReview], Claim, [Reviewer]);
        Row([PendingReview], Release, [Reviewer]);
        Row([PendingReview], ExpireLease, [ActorKind.System]);
        Row([PendingReview], Withdraw, [Student], Withdrawn);
        Row([PendingReview], Approve, [Reviewer], PendingProduction);
        Row([PendingReview], Reject, [Reviewer], Rejected, Cancelled, Completed);
        Row([PendingReview], Refer, [Reviewer]);
        Row([Rejected, Withdrawn], ExtendDeadline, [Operator]);
        Row([Rejected, Withdrawn], Close, [ActorKind.System], Cancelled, Completed);
        Row([PendingProduction], Reopen, [SeniorReviewer], PendingReview);

        Row([PendingProduction], StartProduction, [Operator], InProduction);
        Row([InProduction], ReturnFromBatch, [Operator], PendingProduction);
        Row([InProduction], Complete, [Operator, Integrator], Completed);
        Row([InProduction, Completed], OpenCorrection, [Student, Operator, Integrator], Rejected);
        Row([InProduction, Completed], RecordResult, [Operator]);
        Row([InProduction, Completed], ConfirmProof, [Student]);
        Row([Completed], ReturnForRemake, [Operator], PendingProduction);

        OrderStatus[] refundable = [PendingReview, Rejected, Withdrawn, PendingProduction];
        Row(refundable, RequestRefund, [Student, Operator]);
        Row(refundable, DeclineRefund, [Finance]);
        Row(refundable, WithdrawRefundRequest, [Student, Operator]);
        Row(refundable, ApproveRefund, [Finance], Cancelled);
        Row(AllStatuses, EndorseRefund, [Finance]);
        Row([PendingPayment], AcceptPayment, [Finance], PendingReview, PendingProduction);
        Row(AllStatuses, ReturnPayment, [Finance]);
        Row(AllStatuses, RefundSurplus, [ActorKind.System]);
        Row(AllStatuses, RefundGoodwill, [Finance]);
        return table;
    }

    private sealed record Entry(ActorKind[] Who, OrderStatus[] To);
}
