using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using static CampusPhoto.Domain.Common.ActorKind;
using static CampusPhoto.Domain.Orders.OrderAction;
using static CampusPhoto.Domain.Orders.OrderStatus;

namespace CampusPhoto.Domain.Tests.Orders;

/// <summary>Compares the code's table with the school's rules, written down here once more, cell by cell.</summary>
public sealed class OrderTableTests
{
    private const ActorKind Provider = ActorKind.System;
    private const ActorKind Timer = ActorKind.System;

    private static readonly OrderStatus[] Statuses = Enum.GetValues<OrderStatus>();
    private static readonly OrderAction[] Actions = Enum.GetValues<OrderAction>();
    private static readonly ActorKind[] Kinds = Enum.GetValues<ActorKind>();

    // From, action, who, and where it may lead.
    private static readonly (OrderStatus From, OrderAction Action, ActorKind[] Who, OrderStatus[] To)[] Rules =
    [
        (PendingPayment, Pay, [Student, Operator], [PendingPayment]),
        (PendingPayment, ReplaceSubmission, [Student], [PendingPayment]),
        (PendingPayment, ApplyPayment, [Provider], [PendingReview, PendingProduction, PendingPayment]),
        (PendingPayment, Cancel, [Student], [Cancelled]),
        (PendingPayment, Expire, [Timer], [Cancelled]),
        (PendingPayment, RefundSurplus, [Provider], [PendingPayment]),
        (PendingPayment, RefundGoodwill, [Finance], [PendingPayment]),
        (PendingPayment, AcceptPayment, [Finance], [PendingReview, PendingProduction]),
        .. Statuses.Select(status => (status, EndorseRefund, new[] { Finance }, new[] { status })),
        .. Statuses.Select(status => (status, ReturnPayment, new[] { Finance }, new[] { status })),

        (PendingReview, ApplyPayment, [Provider], [PendingReview]),
        (PendingReview, Claim, [Reviewer], [PendingReview]),
        (PendingReview, Release, [Reviewer], [PendingReview]),
        (PendingReview, ExpireLease, [Timer], [PendingReview]),
        (PendingReview, Withdraw, [Student], [Withdrawn]),
        (PendingReview, Approve, [Reviewer], [PendingProduction]),
        (PendingReview, Reject, [Reviewer], [Rejected, Cancelled, Completed]),
        (PendingReview, Refer, [Reviewer], [PendingReview]),
        (PendingReview, RequestRefund, [Student, Operator], [PendingReview]),
        (PendingReview, DeclineRefund, [Finance], [PendingReview]),
        (PendingReview, WithdrawRefundRequest, [Student, Operator], [PendingReview]),
        (PendingReview, ApproveRefund, [Finance], [Cancelled]),
        (PendingReview, RefundSurplus, [Provider], [PendingReview]),
        (PendingReview, RefundGoodwill, [Finance], [PendingReview]),

        (Rejected, ApplyPayment, [Provider], [Rejected]),
        (Rejected, ReplaceSubmission, [Student], [PendingReview]),
        (Rejected, ExtendDeadline, [Operator], [Rejected]),
        (Rejected, Close, [Timer], [Cancelled, Completed]),
        (Rejected, RequestRefund, [Student, Operator], [Rejected]),
        (Rejected, DeclineRefund, [Finance], [Rejected]),
        (Rejected, WithdrawRefundRequest, [Student, Operator], [Rejected]),
        (Rejected, ApproveRefund, [Finance], [Cancelled]),
        (Rejected, RefundSurplus, [Provider], [Rejected]),
        (Rejected, RefundGoodwill, [Finance], [Rejected]),

        (Withdrawn, ApplyPayment, [Provider], [Withdrawn]),
        (Withdrawn, ReplaceSubmission, [Student], [PendingReview]),
        (Withdrawn, ExtendDeadline, [Operator], [Withdrawn]),
        (Withdrawn, Close, [Timer], [Cancelled, Completed]),
        (Withdrawn, RequestRefund, [Student, Operator], [Withdrawn]),
        (Withdrawn, DeclineRefund, [Finance], [Withdrawn]),
        (Withdrawn, WithdrawRefundRequest, [Student, Operator], [Withdrawn]),
        (Withdrawn, ApproveRefund, [Finance], [Cancelled]),
        (Withdrawn, RefundSurplus, [Provider], [Withdrawn]),
        (Withdrawn, RefundGoodwill, [Finance], [Withdrawn]),

        (PendingProduction, ApplyPayment, [Provider], [PendingProduction]),
        (PendingProduction, Reopen, [SeniorReviewer], [PendingReview]),
        (PendingProduction, StartProduction, [Operator], [InProduction]),
        (PendingProduction, RequestRefund, [Student, Operator], [PendingProduction]),
        (PendingProduction, DeclineRefund, [Finance], [PendingProduction]),
        (PendingProduction, WithdrawRefundRequest, [Student, Operator], [PendingProduction]),
        (PendingProduction, ApproveRefund, [Finance], [Cancelled]),
        (PendingProduction, RefundSurplus, [Provider], [PendingProduction]),
        (PendingProduction, RefundGoodwill, [Finance], [PendingProduction]),

        (InProduction, ApplyPayment, [Provider], [InProduction]),
        (InProduction, ReturnFromBatch, [Operator], [PendingProduction]),
        (InProduction, Complete, [Operator, Integrator], [Completed]),
        (InProduction, OpenCorrection, [Student, Operator, Integrator], [Rejected]),
        (InProduction, RecordResult, [Operator], [InProduction]),
        (InProduction, ConfirmProof, [Student], [InProduction]),
        (InProduction, RefundSurplus, [Provider], [InProduction]),
        (InProduction, RefundGoodwill, [Finance], [InProduction]),

        (Completed, ApplyPayment, [Provider], [Completed]),
        (Completed, OpenCorrection, [Student, Operator, Integrator], [Rejected]),
        (Completed, RecordResult, [Operator], [Completed]),
        (Completed, ConfirmProof, [Student], [Completed]),
        (Completed, ReturnForRemake, [Operator], [PendingProduction]),
        (Completed, RefundSurplus, [Provider], [Completed]),
        (Completed, RefundGoodwill, [Finance], [Completed]),

        (Cancelled, ApplyPayment, [Provider], [Cancelled]),
        (Cancelled, RefundSurplus, [Provider], [Cancelled]),
        (Cancelled, RefundGoodwill, [Finance], [Cancelled]),
    ];

    public static TheoryData<OrderStatus, OrderAction> Cells =>
        [.. from status in Statuses from action in Actions select (status, action)];

    public static TheoryData<OrderStatus, OrderAction, ActorKind> PossibleCells =>
    [
        .. from rule in Rules
           from who in rule.Who
           // A surplus goes back by itself, and an order that waits for its payment has nothing to give back.
           where rule.Action != RefundSurplus && rule is not { From: PendingPayment, Action: RefundGoodwill or EndorseRefund }
           select (rule.From, rule.Action, who),
    ];

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_table_says_what_the_school_says(OrderStatus from, OrderAction action)
    {
        OrderTable.Allows(from, action).ShouldBe(Rules.Any(rule => rule.From == from && rule.Action == action));
        foreach (ActorKind who in Kinds)
            OrderTable.Allows(from, action, who).ShouldBe(May(from, action, who), $"{who}");
        foreach (OrderStatus to in Statuses)
            OrderTable.Leads(from, action, to).ShouldBe(Leads(from, action, to), $"{to}");
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void What_the_table_does_not_allow_is_refused_with_its_code_and_changes_nothing(OrderStatus from, OrderAction action)
    {
        foreach (ActorKind who in Kinds.Where(kind => !May(from, action, kind)))
        {
            AnOrder made = AnOrder.At(from);
            string before = made.Fingerprint();
            DateTimeOffset late = AnOrder.Noon.AddDays(90);

            made.Order.Can(action, who, AnOrder.Noon).ShouldBeFalse();
            made.Order.Can(action, who, late).ShouldBeFalse();
            if (Attempted(made, action, By(who), AnOrder.Noon) is not { } result) continue;

            bool known = Rules.Any(rule => rule.From == from && rule.Action == action);
            string expected = known ? "order.actor_not_allowed"
                : action == Pay && from != Cancelled ? "payment.already_paid"
                : "order.transition_not_allowed";
            result.Error.ShouldNotBeNull().Code.ShouldBe(expected);
            if (expected == "order.transition_not_allowed")
                (result.Error.Facts["status"], result.Error.Facts["action"]).ShouldBe(($"{from}", $"{action}"));
            made.Fingerprint().ShouldBe(before);
        }
    }

    [Theory]
    [MemberData(nameof(PossibleCells))]
    public void What_the_table_allows_can_be_done_and_is_recorded(OrderStatus from, OrderAction action, ActorKind who)
    {
        (AnOrder made, DateTimeOffset now) = Favourable(from, action, who);
        Order order = made.Order;
        (int lines, int events, long version) = (order.History.Count, order.Events.Count, order.Version);

        order.Can(action, who, now).ShouldBeTrue();
        Attempted(made, action, By(who), now).ShouldBe(Result.Ok);

        Leads(from, action, order.Status).ShouldBeTrue($"it led to {order.Status}");
        OrderTransition line = order.History[lines];
        (line.Sequence, line.Action, line.From, line.At).ShouldBe((lines + 1, action, from, now));
        (line.ActorKind, line.ActorId).ShouldBe((who, By(who).Id));
        OrderTransitioned told = order.Events.OfType<OrderTransitioned>().ElementAt(lines);
        (told.OrderId, told.Number, told.AccountId, told.Action, told.From, told.To, told.At)
            .ShouldBe((order.Id, order.Number, order.AccountId, action, from, line.To, now));
        order.Events.Count.ShouldBeGreaterThan(events);
        order.Version.ShouldBeGreaterThan(version);
    }

    private static bool May(OrderStatus from, OrderAction action, ActorKind who) =>
        Rules.Any(rule => rule.From == from && rule.Action == action && rule.Who.Contains(who));

    private static bool Leads(OrderStatus from, OrderAction action, OrderStatus to) =>
        Rules.Any(rule => rule.From == from && rule.Action == action && rule.To.Contains(to));

    private static Actor By(ActorKind who) => who switch
    {
        Student => AnOrder.Student,
        Reviewer => AnOrder.Reviewer,
        SeniorReviewer => AnOrder.SeniorReviewer,
        Operator => AnOrder.Operator,
        Finance => AnOrder.Finance,
        Integrator => AnOrder.Integrator,
        ActorKind.System => Actor.System,
        _ => new Actor(who, new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")),
    };

    /// <summary>An order in that state, at a time, for which nothing but the table can refuse the action.</summary>
    private static (AnOrder Made, DateTimeOffset Now) Favourable(OrderStatus from, OrderAction action, ActorKind who)
    {
        // Paid and closed without a refund: something is left that finance can give back.
        if (from == Cancelled && action is RefundGoodwill or EndorseRefund)
        {
            AnOrder closed = AnOrder.At(Rejected, terms => terms with { ClosingRefund = CampusPhoto.Domain.Campaigns.ClosingRefund.None });
            closed.Order.Close(AnOrder.Noon.AddDays(90)).ShouldBe(Result.Ok);
            return (closed, AnOrder.Noon.AddDays(90));
        }

        AnOrder made = AnOrder.At(from);
        if (from == Cancelled) made = CancelledWithAttempt();
        // Before the delivery there is something to check as soon as 学信网 has accepted the photo.
        if (from == InProduction && action == ConfirmProof)
            made.Order.RecordResult(true, "", AnOrder.Noon, AnOrder.Operator, AnOrder.Noon).Value.ShouldBeTrue();
        if (action is AcceptPayment or ReturnPayment) made.Suspected();
        if (action == ApplyPayment && from == PendingPayment) made.Pay().Succeeded.ShouldBeTrue();
        if (action is Release or ExpireLease or Approve or Reject or Refer) made.Claimed();
        if (action is DeclineRefund or ApproveRefund) made.RefundRequested();
        if (action == WithdrawRefundRequest) made.RefundRequested(By(who));
        return action switch
        {
            Expire => (made, made.Order.PaymentDueAt),
            ExpireLease => (made, AnOrder.Noon + AnOrder.Lease),
            Close => (made, made.Order.ResubmissionDueAt!.Value),
            _ => (made, AnOrder.Noon),
        };
    }

    private static AnOrder CancelledWithAttempt()
    {
        AnOrder made = AnOrder.At(PendingPayment);
        made.Pay().Succeeded.ShouldBeTrue();
        made.Order.BeginToEnd(Cancel, AnOrder.Student, AnOrder.Noon).Succeeded.ShouldBeTrue();
        made.Order.RecordClosed(made.Order.Attempts[0].OutTradeNo, AnOrder.Noon);
        return made;
    }

    /// <summary>Does the action with good arguments; null where no method takes such an actor.</summary>
    private static Result? Attempted(AnOrder made, OrderAction action, Actor by, DateTimeOffset now)
    {
        Order order = made.Order;
        return action switch
        {
            Pay => Plain(order.Pay(AnOrder.AppId, AnOrder.MerchantId, made.Account.OpenId, by, now)),
            ApplyPayment when by == Actor.System => Plain(order.ApplyPayment(made.Fact("4200000002"), now)),
            ReplaceSubmission => order.ReplaceSubmission(made.Photo(), by, now),
            Cancel or Expire => Plain(order.BeginToEnd(action, by, now)),
            Claim => order.Claim(by, AnOrder.ReviewerPhone, AnOrder.Lease, now),
            Release => order.Release(by, now),
            ExpireLease when by == Actor.System => order.ExpireLease(now),
            Withdraw => order.Withdraw(by, now),
            Approve => order.Approve(order.CurrentSubmissionId, by, now),
            Refer => order.Approve(order.CurrentSubmissionId, by, now, asksSecondOpinion: true),
            Reject => order.Reject(order.CurrentSubmissionId, ["BLUR"], null, by, now),
            ExtendDeadline => order.ExtendDeadline(AnOrder.Noon.AddDays(120), by, now),
            Close when by == Actor.System => order.Close(now),
            Reopen => order.Reopen("复核", by, now),
            StartProduction => order.StartProduction(AnOrder.Batch, by, now),
            ReturnFromBatch => order.ReturnFromBatch("制作失败", by, now),
            Complete => order.Complete("R-1", by, now),
            OpenCorrection => order.OpenCorrection("背景", AnOrder.Noon.AddDays(7), by, now),
            RecordResult => Plain(order.RecordResult(true, "", AnOrder.Noon.AddDays(7), by, now)),
            ConfirmProof => order.ConfirmProof(by, now),
            ReturnForRemake => order.ReturnForRemake("寄丢", by, now),
            RequestRefund => order.RequestRefund("不再需要", by, now),
            DeclineRefund => order.DeclineRefund("已制作", by, now),
            WithdrawRefundRequest => order.WithdrawRefundRequest(by, now),
            ApproveRefund => order.ApproveRefund(by, null, AnOrder.Limit, now),
            EndorseRefund => order.EndorseRefund(new Money(1), "致歉", by, now),
            AcceptPayment => order.AcceptPayment(AnOrder.Suspect, "已核实", by, now),
            ReturnPayment => order.ReturnPayment(AnOrder.Suspect, "付款人不符", by, now),
            RefundGoodwill => order.RefundGoodwill(new Money(1), "致歉", by, AnOrder.SecondFinance, now),
            _ => default(Result?),
        };
    }

    private static Result Plain<T>(Result<T> result) => result.Error is { } error ? error : Result.Ok;
}
