using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Submissions;
using CsCheck;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.Orders;

/// <summary>Whatever people, WeChat and time do to an order in whatever sequence: what must hold, holds after each step.</summary>
public sealed class OrderModelTests
{
    private const int Steps = 60;

    // What is done, to which of the things it may be done to, and how many minutes later.
    private static readonly Gen<(int Deed, int Which, int Minutes)> Step = Gen.Select(
        Gen.Int[0, 33], Gen.Int[0, 5], Gen.Frequency((6, Gen.Int[0, 3]), (2, Gen.Int[4, 40]), (1, Gen.Int[1_000, 60_000])));

    private static readonly Gen<OrderStatus> Start = Gen.Enum<OrderStatus>();

    [Fact]
    public void Any_sequence_of_deeds_keeps_the_orders_promises() =>
        Gen.Select(Start, Step.Array[1, Steps]).Sample((start, steps) =>
        {
            var life = new Life(start);
            foreach (var (deed, which, minutes) in steps) life.Live(deed, which, minutes);
        }, iter: 4_000);

    [Fact]
    public void The_sequences_reach_every_state_and_every_action()
    {
        HashSet<OrderStatus> states = [];
        HashSet<OrderAction> actions = [];
        Gen.Select(Start, Step.Array[Steps]).Sample((start, steps) =>
        {
            var life = new Life(start);
            foreach (var (deed, which, minutes) in steps) life.Live(deed, which, minutes);
            lock (states)
            {
                states.UnionWith(life.Order.History.Select(line => line.To));
                actions.UnionWith(life.Order.History.Select(line => line.Action));
            }
        }, iter: 3_000);
        states.ShouldBe(Enum.GetValues<OrderStatus>(), ignoreOrder: true);
        actions.ShouldBe(Enum.GetValues<OrderAction>(), ignoreOrder: true);
    }

    /// <summary>One order's life, with what a bystander knows of it.</summary>
    private sealed class Life
    {
        private readonly AnOrder _made;
        private readonly List<Submission> _photos = [];
        private readonly HashSet<string> _rejected;
        private DateTimeOffset _now = Noon;
        private readonly List<LedgerEntry> _ledger = [];
        private int _transactions;

        public Life(OrderStatus start)
        {
            _made = At(start);
            _rejected = [.. Order.Reviews.Where(review => review is { Approved: false, OpinionOnly: false }).Select(review => review.PhotoSha256)];
        }

        public Order Order => _made.Order;

        public void Live(int deed, int which, int minutes)
        {
            _now += TimeSpan.FromMinutes(minutes);
            var (status, version, lines, events) = (Order.Status, Order.Version, Order.History.Count, Order.Events.Count);
            var before = _made.Fingerprint();
            var reviews = Order.Reviews.Count;

            var outcome = Do(deed, which);

            if (outcome is Error)
            {
                _made.Fingerprint().ShouldBe(before, $"deed {deed} was refused and yet changed something");
                return;
            }

            Order.Version.ShouldBeGreaterThanOrEqualTo(version);
            if (_made.Fingerprint() != before) Order.Version.ShouldBeGreaterThan(version, $"deed {deed} changed something under the same version");
            var recorded = Order.History.Skip(lines).ToArray();
            Order.Events.OfType<OrderTransitioned>().Count().ShouldBe(Order.History.Count);
            (Order.Events.Count - events).ShouldBeGreaterThanOrEqualTo(recorded.Length);
            if (Order.Status != status) recorded.ShouldNotBeEmpty($"deed {deed} moved the order and no line tells of it");
            foreach (var line in recorded)
            {
                OrderTable.Leads(line.From, line.Action, line.To).ShouldBeTrue($"{line.From} {line.Action} {line.To}");
                (line.From, line.ActorId == Guid.Empty).ShouldBe((status, line.ActorKind == ActorKind.System));
                status = line.To;
            }

            Order.Status.ShouldBe(status);
            foreach (var review in Order.Reviews.Skip(reviews).Where(review => review is { Approved: false, OpinionOnly: false })) _rejected.Add(review.PhotoSha256);
            PromisesHold();
        }

        private void PromisesHold()
        {
            Order.Charges.Count(charge => charge.Disposition == ChargeDisposition.Accepted).ShouldBeLessThanOrEqualTo(1, "no order is paid twice");
            Order.Returned.Fen.ShouldBeLessThanOrEqualTo(Order.Paid.Fen, "no more goes back than came");
            foreach (var refund in Order.Refunds.Where(refund => refund.Counts).GroupBy(refund => refund.TransactionId))
            {
                refund.Sum(one => one.Amount.Fen).ShouldBeLessThanOrEqualTo(
                    Order.Charges.Single(charge => charge.TransactionId == refund.Key).Amount.Fen, "no charge gives back more than it brought");
            }

            Order.Refunds.Select(refund => refund.OutRefundNo).ShouldBeUnique();
            LedgerHolds();
            Order.Charges.Select(charge => charge.TransactionId).ShouldBeUnique();
            Order.Attempts.Count(attempt => attempt.IsOpen).ShouldBeLessThanOrEqualTo(1, "one attempt at a time");
            var paid = Order.Charges.Any(charge => charge.Disposition == ChargeDisposition.Accepted);
            if (Order.Status is not (OrderStatus.PendingPayment or OrderStatus.Cancelled)) paid.ShouldBeTrue("nothing goes on unpaid");
            if (Order.Status == OrderStatus.PendingPayment) paid.ShouldBeFalse("what is paid does not wait for payment");
            (Order.FirstOpinionBy is not null).ShouldBe(Order.ReviewStage != ReviewStage.First, "who is asked second knows who was asked first");
            if (Order.ReviewStage != ReviewStage.First) Order.Status.ShouldBe(OrderStatus.PendingReview, "opinions are asked for in review only");
            (Order.QueuedAt is not null).ShouldBe(Order.Status == OrderStatus.PendingReview, "what waits for review is queued, and nothing else");
            if (Order.LeaseExpiresAt is not null) Order.Status.ShouldBe(OrderStatus.PendingReview, "only what waits for review is held");
            if (Order.Status is OrderStatus.PendingReview) _rejected.ShouldNotContain(Order.CurrentPhotoSha256, "a rejected photo does not come back");
            if (Order.Status == OrderStatus.Rejected) Order.Rejections.ShouldBeLessThan(Order.AttemptsAllowed);
            (Order.BatchId is not null).ShouldBe(Order.Status is OrderStatus.InProduction or OrderStatus.Completed && Order.BatchId is not null);
            if (Order.IsRemake) (Order.Status is OrderStatus.PendingProduction or OrderStatus.InProduction).ShouldBeTrue("what is made again is neither reviewed nor cancelled");
            if (Order.Status == OrderStatus.InProduction) Order.ProducedSubmissionId.ShouldBe(Order.CurrentSubmissionId);
            Order.History.Select(line => line.Sequence).ShouldBe(Enumerable.Range(1, Order.History.Count));
            Order.History.Zip(Order.History.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At && pair.First.To == pair.Second.From);
            foreach (var action in Enum.GetValues<OrderAction>().Where(action => Order.Can(action, ActorKind.Student, _now)))
                OrderTable.Allows(Order.Status, action, ActorKind.Student).ShouldBeTrue(action.ToString());
        }

        // The error of a refused deed, or anything else.
        private object? Do(int deed, int which) => deed switch
        {
            0 => _made.Pay(_now).Error,
            1 => Apply(which, fact => fact),
            2 => Apply(which, fact => fact with { AmountFen = fact.AmountFen + 1 }),
            3 => Repeat(which),
            4 => Order.BeginToEnd(OrderAction.Cancel, Student, _now).Error,
            5 => Order.BeginToEnd(OrderAction.Expire, Actor.System, _now).Error,
            6 => Effect(() => { if (Attempt(which) is { } attempt) Order.RecordClosed(attempt.OutTradeNo, _now); }),
            7 => Effect(() => { if (Attempt(which) is { } attempt) Order.RecordPrepay(attempt.OutTradeNo, $"wx{which}", _now); }),
            8 => Order.ReplaceSubmission(Photo(which), Student, _now).Error,
            9 or 10 => Order.Claim(which < 4 ? Reviewer : OtherReviewer, ReviewerPhone, Lease, _now).Error,
            11 => Order.Release(which < 4 ? Reviewer : OtherReviewer, _now).Error,
            12 => Order.ExpireLease(_now).Error,
            13 => Order.Withdraw(Student, _now).Error,
            14 => Order.Approve(Order.CurrentSubmissionId, which < 4 ? Reviewer : OtherReviewer, _now, asksSecondOpinion: which is 1 or 5).Error,
            15 => Order.Reject(Order.CurrentSubmissionId, ["BLUR"], null, which < 4 ? Reviewer : OtherReviewer, _now).Error,
            16 => Order.ExtendDeadline(_now.AddDays(which), Operator, _now).Error,
            17 => Order.Close(_now).Error,
            18 => Order.Reopen("复核", SeniorReviewer, _now).Error,
            19 => Order.StartProduction(Batch, Operator, _now).Error,
            20 => which < 2 ? Order.ReturnFromBatch("重拍", Operator, _now).Error : Order.Complete("R-1", Operator, _now).Error,
            21 => Order.OpenCorrection("背景", _now.AddDays(7), Operator, _now).Error,
            22 => which switch
            {
                0 => Order.RequestRefund("不再需要", Student, _now).Error,
                1 => Order.DeclineRefund("已制作", Finance, _now).Error,
                2 => Order.WithdrawRefundRequest(Student, _now).Error,
                _ => Order.ApproveRefund(Finance, which == 3 ? null : SecondFinance, Limit, _now).Error,
            },
            23 => Order.RefundGoodwill(new Money(500 * which), "歉意", Finance, SecondFinance, _now).Error,
            24 => Order.Complete("R-2", which < 3 ? Integrator : Reviewer, _now).Error,
            25 => Order.EndorseRefund(which < 2 ? null : new Money(300 * which), "两人复核", which % 2 == 0 ? Finance : SecondFinance, _now).Error,
            26 => Suspect(which) is { } charge ? Order.AcceptPayment(charge, "已核实", Finance, _now).Error : null,
            27 => Suspect(which) is { } charge ? Order.ReturnPayment(charge, "付款人不符", Finance, _now).Error : null,
            28 => Moved(which),
            29 => which switch
            {
                0 => Order.ConfirmTransfer("回单 1", Operator, _now).Error,
                1 => Attempt(which) is { } last ? Order.ApproveTransfer(Order.Attempts[^1].OutTradeNo, Finance, _now).Error : null,
                2 => Attempt(which) is { } last ? Order.DeclineTransfer(Order.Attempts[^1].OutTradeNo, Finance, _now).Error : null,
                3 => Order.Refunds.Count > 0 ? Order.SendRefundAgain(Order.Refunds[^1].OutRefundNo, _now).Error : null,
                4 => Order.Refunds.Count > 0 ? Order.RefuseRefund(Order.Refunds[^1].OutRefundNo, "NOT_ENOUGH", forGood: true, _now).Error : null,
                _ => Order.Refunds.Count > 0 ? Order.SettleByPeople(Order.Refunds[^1].OutRefundNo, "回单 2", _now).Error : null,
            },
            30 => Order.Remind(_now).Error,
            31 => Order.RecordResult(which < 4, "比对不通过", _now.AddDays(7), which == 3 ? Integrator : Operator, _now).Error,
            32 => Order.ConfirmProof(which < 5 ? Student : Operator, _now).Error,
            _ => Order.ReturnForRemake("寄丢", Operator, _now).Error,
        };

        private string? Suspect(int which) => Order.Charges
            .Where(charge => charge.Disposition == ChargeDisposition.Suspicious).Select(charge => charge.TransactionId)
            .ElementAtOrDefault(which % 2);

        private Error? Moved(int which)
        {
            if (Order.Refunds.Count == 0) return null;
            var refund = Order.Refunds[which % Order.Refunds.Count];
            var outcome = Enum.GetValues<RefundOutcome>()[which % 5];
            return Order.ApplyRefund(
                new RefundFact(
                    refund.OutRefundNo, $"50{refund.OutRefundNo}", refund.OutTradeNo, refund.TransactionId, MerchantId,
                    refund.Amount.Fen, refund.Amount.Fen, outcome, outcome == RefundOutcome.Succeeded ? _now : null),
                _now).Error;
        }

        // What a bystander adds up from the postings is what the order says of its money.
        private void LedgerHolds()
        {
            _ledger.AddRange(Order.TakePostings());
            _ledger.Select(line => (line.Posting, line.Book)).ShouldBeUnique("nothing is posted twice");
            _ledger.GroupBy(line => line.Posting).ShouldAllBe(posting => posting.Sum(line => line.AmountFen) == 0);
            long In(LedgerBook book) => _ledger.Where(line => line.Book == book).Sum(line => line.AmountFen);
            In(LedgerBook.Provider).ShouldBe(
                Order.Paid.Fen - Order.Refunds.Where(refund => refund.State == RefundState.Succeeded).Sum(refund => refund.Amount.Fen));
            (-In(LedgerBook.Owed)).ShouldBe(
                Order.Refunds.Where(refund => refund.Counts && refund.State != RefundState.Succeeded).Sum(refund => refund.Amount.Fen));
            (-In(LedgerBook.Examined)).ShouldBe(
                Order.Charges.Where(charge => charge.Disposition == ChargeDisposition.Suspicious).Sum(charge => charge.Amount.Fen));
            (-In(LedgerBook.Earned)).ShouldBe(Order.Refundable.Fen);
        }

        private PaymentAttempt? Attempt(int which) => Order.Attempts.Count == 0 ? null : Order.Attempts[which % Order.Attempts.Count];

        private Error? Apply(int which, Func<PaymentFact, PaymentFact> changed) => Attempt(which) is { } attempt
            ? Order.ApplyPayment(changed(_made.Fact($"43{++_transactions:00000000}", attempt.OutTradeNo)), _now).Error
            : null;

        private Error? Repeat(int which)
        {
            if (Order.Charges.Count == 0) return null;
            var charge = Order.Charges[which % Order.Charges.Count];
            var before = _made.Fingerprint();
            Order.ApplyPayment(_made.Fact(charge.TransactionId, charge.OutTradeNo), _now).Value.ShouldBe(ChargeOutcome.Unchanged);
            _made.Fingerprint().ShouldBe(before, "a repeated charge changes nothing");
            return null;
        }

        private Submission Photo(int which)
        {
            while (_photos.Count <= which) _photos.Add(_made.Photo());
            return _photos[which];
        }

        private static Error? Effect(Action deed)
        {
            deed();
            return null;
        }
    }
}
