using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Orders;

/// <summary>
/// An order (订单): the aggregate root of the process from the placed photo to its delivery. Every method follows
/// <see cref="OrderTable"/>, and every change leaves a line in <see cref="History"/>.
/// </summary>
public sealed partial class Order : AggregateRoot
{
    private readonly List<OrderTransition> _history = [];
    private readonly List<Review> _reviews = [];
    private readonly List<PaymentAttempt> _attempts = [];
    private readonly List<ReceivedCharge> _charges = [];
    private readonly List<Refund> _refunds = [];

    private Order() =>
        (Identity, ContactPhone, CurrentPhotoSha256, MerchantAccount, SpecificationId) = (null!, "", "", "", "");

    /// <summary>Identity.</summary>
    public OrderId Id { get; private set; }

    /// <summary>订单编号.</summary>
    public OrderNumber Number { get; private set; }

    /// <summary>What it is for.</summary>
    public OrderKind Kind { get; private set; }

    /// <summary>集采 or 散采.</summary>
    public CollectionMode Mode { get; private set; }

    /// <summary>The campaign.</summary>
    public CampaignId CampaignId { get; private set; }

    /// <summary>The campaign's school.</summary>
    public SchoolId SchoolId { get; private set; }

    /// <summary>The enrolment.</summary>
    public EnrolmentId EnrolmentId { get; private set; }

    /// <summary>The account that placed it.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>Who the student is, as the collection code told.</summary>
    public StudentIdentity Identity { get; private set; }

    /// <summary>联系电话 at the time of placing; encrypted at rest.</summary>
    public string ContactPhone { get; private set; }

    /// <summary>Its keyed hash: nobody reviews an order of their own.</summary>
    public KeyedHash ContactPhoneHash { get; private set; }

    /// <summary>The price, frozen at placing.</summary>
    public Money Price { get; private set; }

    /// <summary>Key of the merchant account that is paid.</summary>
    public string MerchantAccount { get; private set; }

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; private set; }

    /// <summary>How its money goes back.</summary>
    public RefundStatus RefundStatus { get; private set; }

    /// <summary>下单时间.</summary>
    public DateTimeOffset PlacedAt { get; private set; }

    /// <summary>The last change.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Until when it waits for its payment.</summary>
    public DateTimeOffset PaymentDueAt { get; private set; }

    /// <summary>The photo that counts.</summary>
    public SubmissionId CurrentSubmissionId { get; private set; }

    /// <summary>SHA-256 of its uploaded file.</summary>
    public string CurrentPhotoSha256 { get; private set; }

    /// <summary>The photo specification that it was judged by.</summary>
    public string SpecificationId { get; private set; }

    /// <summary>Its version.</summary>
    public int SpecificationVersion { get; private set; }

    /// <summary>SHA-256 of the specification with the campaign's overrides; null for orders older than that.</summary>
    public string? SpecificationSha256 { get; private set; }

    /// <summary>The campaign's overrides that its photo was judged by, as JSON; its other photos are judged by them too. Null for none.</summary>
    public string? SpecificationOverrides { get; private set; }

    /// <summary>1, and one more for each correction (勘误).</summary>
    public int Round { get; private set; } = 1;

    /// <summary>Rejections in this round.</summary>
    public int Rejections { get; private set; }

    /// <summary>Rejections in one round until the order closes.</summary>
    public int AttemptsAllowed { get; private set; }

    /// <summary>How long the student has for another photo.</summary>
    public TimeSpan ResubmissionWindow { get; private set; }

    /// <summary>The campaign's end of resubmission.</summary>
    public DateTimeOffset ResubmissionEndsAt { get; private set; }

    /// <summary>The order's own deadline for another photo, after a rejection or withdrawal.</summary>
    public DateTimeOffset? ResubmissionDeadline { get; private set; }

    /// <summary>What happens to the money when it closes without an approved photo.</summary>
    public ClosingRefund ClosingRefund { get; private set; }

    /// <summary>The batch it is in.</summary>
    public BatchId? BatchId { get; private set; }

    /// <summary>What was done, oldest first.</summary>
    public IReadOnlyList<OrderTransition> History => _history;

    /// <summary>Reviews, oldest first.</summary>
    public IReadOnlyList<Review> Reviews => _reviews;

    /// <summary>Payment attempts, oldest first.</summary>
    public IReadOnlyList<PaymentAttempt> Attempts => _attempts;

    /// <summary>Charges that came in, oldest first.</summary>
    public IReadOnlyList<ReceivedCharge> Charges => _charges;

    /// <summary>Refunds, oldest first.</summary>
    public IReadOnlyList<Refund> Refunds => _refunds;

    /// <summary>The latest time at which another photo is taken, or null when none is asked for.</summary>
    public DateTimeOffset? ResubmissionDueAt =>
        ResubmissionDeadline is { } own ? (own > ResubmissionEndsAt ? own : ResubmissionEndsAt) : null;

    /// <summary>Places an order.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="number">订单编号; unique.</param>
    /// <param name="campaign">The campaign, whose terms are frozen.</param>
    /// <param name="enrolment">The student's place in it.</param>
    /// <param name="submission">The photo, which passed the first check or is appealed.</param>
    /// <param name="account">The account, with a verified phone.</param>
    /// <param name="now">下单时间.</param>
    /// <returns>The order, or what is missing.</returns>
    public static Result<Order> Place(
        OrderId id,
        OrderNumber number,
        Campaign campaign,
        Enrolment enrolment,
        Submission submission,
        Account account,
        DateTimeOffset now)
    {
        if (!campaign.IsOpen(now, enrolment.ExtendedUntil)) return CampaignErrors.NotOpen;
        if (enrolment.ReleasedAt is not null || enrolment.AccountId != account.Id || enrolment.CampaignId != campaign.Id)
            return EnrolmentErrors.NotFound;
        if (submission.EnrolmentId != enrolment.Id) return SubmissionErrors.NotFound;
        if (!submission.MayBeOrdered) return SubmissionErrors.NotPassed;
        if (account.Phone is null || account.PhoneHash is null) return AccountErrors.PhoneRequired;

        CampaignTerms terms = campaign.Terms;
        var order = new Order
        {
            Id = id,
            Number = number,
            Kind = terms.Kind,
            Mode = terms.Mode,
            CampaignId = campaign.Id,
            SchoolId = campaign.SchoolId,
            EnrolmentId = enrolment.Id,
            AccountId = account.Id,
            Identity = enrolment.Identity,
            ContactPhone = account.Phone,
            ContactPhoneHash = account.PhoneHash.Value,
            Price = terms.Payer == Payer.Student ? terms.Price : Money.Zero,
            MerchantAccount = terms.MerchantAccount,
            PlacedAt = now,
            ChangedAt = now,
            PaymentDueAt = now + terms.PaymentWindow,
            CurrentSubmissionId = submission.Id,
            CurrentPhotoSha256 = submission.Original.Sha256,
            IsAppealed = !submission.Passed,
            SpecificationId = submission.Report.SpecificationId,
            SpecificationVersion = submission.Report.SpecificationVersion,
            SpecificationSha256 = submission.Report.SpecificationSha256,
            SpecificationOverrides = submission.Report.SpecificationOverrides,
            AttemptsAllowed = terms.AttemptsAllowed,
            CorrectionsLeft = terms.CorrectionsAllowed,
            ResubmissionWindow = terms.ResubmissionWindow,
            ResubmissionEndsAt = campaign.ResubmissionEndsAt,
            ClosingRefund = terms.ClosingRefund,
        };
        order.Status = order.Price.IsZero ? order.StatusOncePaid : OrderStatus.PendingPayment;
        order.Queue(null, now);
        order.Record(OrderAction.Place, order.Status, new Actor(ActorKind.Student, account.Id.Value), "", now);
        return order;
    }

    /// <summary>
    /// Whether the action would be allowed now, by the table and by the order's own circumstances. What depends on
    /// the action's arguments is left to the action itself.
    /// </summary>
    public bool Can(OrderAction action, ActorKind who, DateTimeOffset now) =>
        OrderTable.Allows(Status, action, who) && Hindrance(action, who, now) is null;

    private OrderStatus StatusOncePaid =>
        Kind == OrderKind.Reprint ? OrderStatus.PendingProduction : OrderStatus.PendingReview;

    private bool InCorrection => Round > 1;

    private Error? Hindrance(OrderAction action, ActorKind who, DateTimeOffset now) => action switch
    {
        OrderAction.Pay => PaymentHindrance(now),
        OrderAction.Expire when now < PaymentDueAt => OrderErrors.NotDue,
        OrderAction.Cancel or OrderAction.Expire when IsUnderExamination => OrderErrors.PaymentUnderExamination,
        OrderAction.ReplaceSubmission or OrderAction.Claim or OrderAction.Approve or OrderAction.Refer
            or OrderAction.StartProduction or OrderAction.Close when RefundStatus == RefundStatus.Requested => OrderErrors.RefundRequested,
        OrderAction.Reject when RefundStatus == RefundStatus.Requested && Rejections + 1 >= AttemptsAllowed
            => OrderErrors.RefundRequested,
        // Prints are of the photo that was approved; another one would go to production unseen.
        OrderAction.ReplaceSubmission when Kind == OrderKind.Reprint && Status == OrderStatus.PendingPayment => NotAllowed(action),
        OrderAction.ReplaceSubmission when now >= ResubmissionDueAt => OrderErrors.ResubmissionOverdue,
        OrderAction.Withdraw when IsHeld(now) => OrderErrors.UnderReview,
        OrderAction.Close when now < ResubmissionDueAt => OrderErrors.NotDue,
        OrderAction.ExpireLease when LeaseHolder is null || IsHeld(now) => OrderErrors.NotDue,
        OrderAction.AcceptPayment or OrderAction.ReturnPayment when Examined(null) is null => PaymentErrors.NotUnderExamination,
        OrderAction.RequestRefund or OrderAction.ApproveRefund or OrderAction.RefundGoodwill or OrderAction.EndorseRefund
            when Refundable.IsZero => OrderErrors.NothingPaid,
        OrderAction.RequestRefund when RefundStatus == RefundStatus.Requested => OrderErrors.RefundRequested,
        OrderAction.RequestRefund when InCorrection => NotAllowed(action),
        OrderAction.RequestRefund or OrderAction.Reopen when IsRemake => NotAllowed(action),
        OrderAction.OpenCorrection or OrderAction.RecordResult or OrderAction.ConfirmProof => ProductionHindrance(action, who),
        OrderAction.DeclineRefund or OrderAction.WithdrawRefundRequest or OrderAction.ApproveRefund
            when RefundStatus != RefundStatus.Requested => OrderErrors.NoRefundRequest,
        _ => null,
    };

    private Error? Refusal(OrderAction action, ActorKind who, DateTimeOffset now)
    {
        if (!OrderTable.Allows(Status, action)) return NotAllowed(action);
        return OrderTable.Allows(Status, action, who) ? Hindrance(action, who, now) : OrderErrors.ActorNotAllowed;
    }

    // Who pays twice should hear that the money has come, rather than that the state is another.
    private Error NotAllowed(OrderAction action) =>
        action == OrderAction.Pay && Status != OrderStatus.Cancelled && Paid.Fen > 0
            ? PaymentErrors.AlreadyPaid
            : OrderErrors.TransitionNotAllowed.With("status", Status.ToString()).With("action", action.ToString());

    private void Move(OrderAction action, OrderStatus to, Actor by, string reason, DateTimeOffset now)
    {
        if (!OrderTable.Leads(Status, action, to))
            throw new InvalidOperationException($"The table does not lead from {Status} by {action} to {to}.");
        OrderStatus from = Status;
        if (from != to)
        {
            EndLease();
            EndOpinions();
        }

        Status = to;
        if (from != to) Queue(null, now);
        Record(action, from, by, reason, now);
        Touch();
    }

    private void Record(OrderAction action, OrderStatus from, Actor by, string reason, DateTimeOffset now)
    {
        // A node's clock may lag behind another's; the history must not run backwards.
        ChangedAt = now > ChangedAt ? now : ChangedAt;
        _history.Add(new OrderTransition(_history.Count + 1, action, from, Status, by, reason, ChangedAt));
        Raise(new OrderTransitioned(Id, Number, AccountId, action, from, Status, ChangedAt));
    }
}
