using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Orders;

/// <summary>The order's card, as its student sees it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Number">编号.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Mode">集采 or 散采.</param>
/// <param name="ModeText">集采 or 散采, in words.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusText">Where it stands, in words.</param>
/// <param name="RefundStatus">How its money goes back.</param>
/// <param name="RefundRequest">The student's own request for the money back, if there was one.</param>
/// <param name="Refunds">Money that went back or is on its way, oldest first, with why.</param>
/// <param name="PaymentMethods">By which means it can be paid now; nothing is due where it says Free.</param>
/// <param name="MaskedName">姓名.</param>
/// <param name="SchoolName">学校.</param>
/// <param name="Major">专业/院校.</param>
/// <param name="SchoolCode">学校编号.</param>
/// <param name="MaskedIdNumber">身份证号.</param>
/// <param name="MaskedPhone">联系电话.</param>
/// <param name="PlacedAt">下单时间.</param>
/// <param name="Price">What it costs.</param>
/// <param name="PaymentDueAt">Until when it is to be paid, while it waits for that.</param>
/// <param name="ResubmissionDueAt">Until when another photo is taken, where one is asked for.</param>
/// <param name="AttemptsLeft">Rejections left until it closes.</param>
/// <param name="Rejection">原因 and 解决办法, while it is rejected.</param>
/// <param name="Correction">勘误: the last correction, if there was one.</param>
/// <param name="CorrectionsLeft">勘误 that the student may still ask for.</param>
/// <param name="ChsiResult">学信网审核结果 of the photo that was produced last; null before the first time, and for prints.</param>
/// <param name="ProofConfirmedAt">校对: when the student found everything right.</param>
/// <param name="EnrolmentId">The enrolment, to upload another photo for.</param>
/// <param name="SubmissionId">The photo that counts.</param>
/// <param name="SpecificationId">The photo specification that it was judged by.</param>
/// <param name="SpecificationVersion">Its version.</param>
/// <param name="AllowedActions">What the student may do now.</param>
/// <param name="Version">Grows with each change.</param>
public sealed record OrderView(
    Guid Id,
    string Number,
    OrderKind Kind,
    CollectionMode Mode,
    ShownText ModeText,
    OrderStatus Status,
    ShownText StatusText,
    RefundStatus RefundStatus,
    RefundWishView? RefundRequest,
    IReadOnlyList<RefundView> Refunds,
    IReadOnlyList<PaymentMethod> PaymentMethods,
    string MaskedName,
    string SchoolName,
    string Major,
    string SchoolCode,
    string MaskedIdNumber,
    string MaskedPhone,
    DateTimeOffset PlacedAt,
    MoneyView Price,
    DateTimeOffset? PaymentDueAt,
    DateTimeOffset? ResubmissionDueAt,
    int AttemptsLeft,
    RejectionView? Rejection,
    CorrectionView? Correction,
    int CorrectionsLeft,
    ChsiResultView? ChsiResult,
    DateTimeOffset? ProofConfirmedAt,
    Guid EnrolmentId,
    Guid SubmissionId,
    string SpecificationId,
    int SpecificationVersion,
    IReadOnlyList<OrderAction> AllowedActions,
    long Version)
{
    // The others of the table have no call for students yet.
    private static readonly OrderAction[] StudentActions =
    [
        OrderAction.Pay, OrderAction.ReplaceSubmission, OrderAction.Cancel, OrderAction.Withdraw, OrderAction.RequestRefund,
        OrderAction.WithdrawRefundRequest, OrderAction.OpenCorrection, OrderAction.ConfirmProof,
    ];

    // Who asked for the money back may take that back; an operator's request is not the student's.
    private static bool May(Order order, OrderAction action, DateTimeOffset now) =>
        order.Can(action, ActorKind.Student, now)
        && (action != OrderAction.WithdrawRefundRequest || order.RefundRequestedBy == order.AccountId.Value);

    private static IReadOnlyList<PaymentMethod> Methods(Order order) =>
        order.Price.IsZero ? [PaymentMethod.Free]
        : order.Status == OrderStatus.PendingPayment ? [PaymentMethod.WeChat, PaymentMethod.Transfer]
        : [];

    internal static OrderView Of(Order order, DateTimeOffset now) => new(
        order.Id.Value,
        order.Number.Value,
        order.Kind,
        order.Mode,
        new ShownText(OrderWords.Of(order.Mode)),
        order.Status,
        new ShownText(OrderWords.Of(order.Status)),
        order.RefundStatus,
        order.StudentsRefundReason is { } reason ? new RefundWishView(reason, order.RefundDeclinedBecause) : null,
        RefundView.Of(order),
        Methods(order),
        order.Identity.MaskedName,
        order.Identity.SchoolName,
        order.Identity.Major,
        order.Identity.SchoolCode,
        order.Identity.MaskedIdNumber,
        Mask.Phone(order.ContactPhone),
        order.PlacedAt.ToOffset(OrderNumber.ChinaOffset),
        MoneyView.Of(order.Price),
        order.Status == OrderStatus.PendingPayment ? order.PaymentDueAt.ToOffset(OrderNumber.ChinaOffset) : null,
        order.ResubmissionDueAt?.ToOffset(OrderNumber.ChinaOffset),
        order.AttemptsAllowed - order.Rejections,
        RejectionView.Of(order),
        CorrectionView.Of(order),
        order.CorrectionsLeft,
        ChsiResultView.Of(order),
        order.ProofConfirmedAt?.ToOffset(OrderNumber.ChinaOffset),
        order.EnrolmentId.Value,
        order.CurrentSubmissionId.Value,
        order.SpecificationId,
        order.SpecificationVersion,
        [.. StudentActions.Where(action => May(order, action, now))],
        order.Version);
}

/// <summary>申请退款: what the student asked for. How it stands, the order's refundStatus and refunds tell.</summary>
/// <param name="Reason">Why.</param>
/// <param name="DeclinedBecause">Why it was declined, if it was.</param>
public sealed record RefundWishView(string Reason, string? DeclinedBecause);

/// <summary>Money that goes back.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Cause">Why.</param>
/// <param name="CauseText">Why, in words.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateText">Where it stands, in words.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="SettledAt">When the money was back.</param>
public sealed record RefundView(
    MoneyView Amount,
    RefundCause Cause,
    ShownText CauseText,
    RefundState State,
    ShownText StateText,
    DateTimeOffset DecidedAt,
    DateTimeOffset? SettledAt)
{
    internal static IReadOnlyList<RefundView> Of(Order order) =>
    [
        .. order.Refunds.Where(refund => refund.Counts).OrderBy(refund => refund.DecidedAt).ThenBy(refund => refund.OutRefundNo).Select(refund => new RefundView(
            MoneyView.Of(refund.Amount), refund.Cause, new ShownText(RefundWords.Of(refund.Cause)), refund.State,
            new ShownText(RefundWords.Of(refund.State)), refund.DecidedAt.ToOffset(OrderNumber.ChinaOffset),
            refund.SettledAt?.ToOffset(OrderNumber.ChinaOffset))),
    ];
}

/// <summary>Why the photo was rejected.</summary>
/// <param name="Reasons">One or more, each with its remedy.</param>
/// <param name="Note">What the reviewer adds.</param>
public sealed record RejectionView(IReadOnlyList<ReasonView> Reasons, string? Note)
{
    internal static RejectionView? Of(Order order) =>
        order.Status == OrderStatus.Rejected && order.Reviews.LastOrDefault(review => !review.OpinionOnly) is { Approved: false } last
            ? new RejectionView([.. last.ReasonList.Select(ReasonView.Of)], last.Note)
            : null;
}

/// <summary>勘误: why the photo has to be done again.</summary>
/// <param name="Round">2 for the first correction, and one more for each.</param>
/// <param name="Reason">Why; null once the student was erased.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="DueAt">Until when another photo is taken, while one is asked for.</param>
public sealed record CorrectionView(int Round, string? Reason, DateTimeOffset OpenedAt, DateTimeOffset? DueAt)
{
    internal static CorrectionView? Of(Order order) => order.CorrectionOpenedAt is { } openedAt
        ? new CorrectionView(
            order.Round, order.CorrectionReason, openedAt.ToOffset(OrderNumber.ChinaOffset),
            order.ResubmissionDueAt?.ToOffset(OrderNumber.ChinaOffset))
        : null;
}

/// <summary>学信网审核结果.</summary>
/// <param name="Result">What was said; the reason of a refusal is the correction's.</param>
/// <param name="ResultText">The same in words.</param>
/// <param name="At">When it was recorded; null while it is awaited.</param>
public sealed record ChsiResultView(ChsiResult Result, ShownText ResultText, DateTimeOffset? At)
{
    internal static ChsiResultView? Of(Order order) => order.ProducedSubmissionId is null || order.Kind == OrderKind.Reprint
        ? null
        : new ChsiResultView(
            order.ChsiResult, new ShownText(OrderWords.Of(order.ChsiResult)), order.ChsiResultAt?.ToOffset(OrderNumber.ChinaOffset));
}

/// <summary>A reason with its remedy.</summary>
/// <param name="Code">Code in the catalogue.</param>
/// <param name="Reason">原因.</param>
/// <param name="Remedy">解决办法.</param>
public sealed record ReasonView(string Code, ShownText Reason, ShownText Remedy)
{
    internal static ReasonView Of(RejectionReason reason) =>
        new(reason.Code, new ShownText(reason.Reason), new ShownText(reason.Remedy));
}

internal static class OrderReads
{
    /// <summary>Orders with what their cards show.</summary>
    public static IQueryable<Order> Cards(this IReadDb db) =>
        db.Orders.Include(order => order.Attempts)
            .Include(order => order.Reviews.OrderBy(review => review.Sequence))
            .Include(order => order.Charges)
            .Include(order => order.Refunds);

    /// <summary>Orders with all their parts.</summary>
    public static IQueryable<Order> Whole(this IReadDb db) =>
        db.Cards().Include(order => order.History.OrderBy(transition => transition.Sequence));
}
