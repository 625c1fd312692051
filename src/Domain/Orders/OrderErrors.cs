using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Orders;

/// <summary>Why something cannot be done with an order.</summary>
public static class OrderErrors
{
    /// <summary>There is none, or it belongs to somebody else.</summary>
    public static readonly Error NotFound = Error.Of(
        "order.not_found", ErrorKind.NotFound,
        "找不到该订单。", "There is no such order.",
        "请在订单列表中重新选择。", "Choose from your list of orders.");

    /// <summary>The state does not allow the action; facts <c>status</c> and <c>action</c> tell which.</summary>
    public static readonly Error TransitionNotAllowed = Error.Of(
        "order.transition_not_allowed", ErrorKind.Conflict,
        "订单当前状态不允许此操作。", "The order's state does not allow this.",
        "请刷新订单，按页面显示的可用操作继续。", "Reload the order and choose from its allowed actions.");

    /// <summary>The actor's capacity does not allow the action.</summary>
    public static readonly Error ActorNotAllowed = Error.Of(
        "order.actor_not_allowed", ErrorKind.Forbidden,
        "您没有执行此操作的权限。", "You may not do this.",
        "请联系有权限的工作人员。", "Ask somebody who may.");

    /// <summary>Another live order for this student in this campaign; fact <c>orderId</c> names it for its owner.</summary>
    public static readonly Error AlreadyPlaced = Error.Of(
        "order.already_placed", ErrorKind.Conflict,
        "您在该采集批次已有订单，请勿重复采集。", "There is already an order for this student in this campaign.",
        "请在订单列表中继续处理已有订单。", "Go on with the order that is there.");

    /// <summary>Somebody else changed it meanwhile, several times in a row.</summary>
    public static readonly Error ChangedMeanwhile = Error.Of(
        "order.changed_meanwhile", ErrorKind.Conflict,
        "订单刚刚被更新。", "The order has just been changed.",
        "请刷新后重试。", "Reload it and try again.");

    /// <summary>The version in If-Match is not the present one.</summary>
    public static readonly Error VersionMismatch = Error.Of(
        "order.version_mismatch", ErrorKind.PreconditionFailed,
        "订单已被更新，您看到的不是最新内容。", "The order has changed since you read it.",
        "请刷新后重试。", "Reload it and try again with its new ETag.");

    /// <summary>If-Match is missing.</summary>
    public static readonly Error VersionRequired = Error.Of(
        "order.version_required", ErrorKind.PreconditionRequired,
        "缺少 If-Match 请求头。", "The If-Match header is missing.",
        "请先读取订单，并在 If-Match 中带上其 ETag。", "Read the order first and send its ETag in If-Match.");

    /// <summary>The time for payment is over.</summary>
    public static readonly Error PaymentOverdue = Error.Of(
        "order.payment_overdue", ErrorKind.Conflict,
        "支付时间已过，订单即将取消。", "The time for payment is over; the order is about to be cancelled.",
        "请重新提交订单。", "Place the order again.");

    /// <summary>Another reviewer holds it.</summary>
    public static readonly Error ClaimedByAnother = Error.Of(
        "review.claimed_by_another", ErrorKind.Conflict,
        "该订单正由其他审核员审核。", "Another reviewer holds this order.",
        "请领取下一张。", "Claim the next one.");

    /// <summary>The caller does not hold it, or no longer.</summary>
    public static readonly Error NotClaimed = Error.Of(
        "review.not_claimed", ErrorKind.Conflict,
        "您没有领取该订单，或领取已超时。", "You do not hold this order, or your lease has run out.",
        "请重新领取后再审核。", "Claim it again before deciding.");

    /// <summary>It is the reviewer's own.</summary>
    public static readonly Error OwnOrder = Error.Of(
        "review.own_order", ErrorKind.Forbidden,
        "不能审核本人的订单。", "Nobody reviews an order of their own.",
        "请由其他审核员处理。", "Leave it to another reviewer.");

    /// <summary>The reviewer has given an opinion on this photo, and another one's is asked for.</summary>
    public static readonly Error OtherReviewerRequired = Error.Of(
        "review.other_reviewer_required", ErrorKind.Forbidden,
        "您已审核过该照片，须由另一位审核员复审。", "You have given your opinion on this photo; another reviewer's is asked for.",
        "请领取下一张。", "Claim the next one.");

    /// <summary>Two reviewers disagree, and a senior reviewer decides.</summary>
    public static readonly Error SeniorReviewerRequired = Error.Of(
        "review.senior_reviewer_required", ErrorKind.Forbidden,
        "两位审核员意见不一致，须由高级审核员决定。", "Two reviewers disagree; a senior reviewer decides.",
        "请由高级审核员处理。", "Leave it to a senior reviewer.");

    /// <summary>A reviewer is looking at it.</summary>
    public static readonly Error UnderReview = Error.Of(
        "review.in_progress", ErrorKind.Conflict,
        "审核员正在审核，暂不能撤回。", "A reviewer is looking at it; it cannot be withdrawn now.",
        "请等待审核结果。", "Wait for the result.");

    /// <summary>The decision is about a photo that is not the current one.</summary>
    public static readonly Error NotTheCurrentSubmission = Error.Of(
        "review.not_current_submission", ErrorKind.Conflict,
        "学生已更换照片。", "The student has sent another photo.",
        "请刷新后审核最新照片。", "Reload and review the current photo.");

    /// <summary>No reason, or one that is not in the catalogue.</summary>
    public static readonly Error ReasonUnknown = Error.Of(
        "review.reason_unknown", ErrorKind.Unprocessable,
        "驳回原因不在目录中。", "The reason is not in the catalogue.",
        "请从驳回原因目录中选择至少一项。", "Choose at least one from the catalogue of reasons.");

    /// <summary>The queue is empty.</summary>
    public static readonly Error QueueEmpty = Error.Of(
        "review.queue_empty", ErrorKind.NotFound,
        "暂无待审核订单。", "No order waits for review.",
        "请稍后再来。", "Come back later.");

    /// <summary>A refund request is open and holds the order.</summary>
    public static readonly Error RefundRequested = Error.Of(
        "order.refund_requested", ErrorKind.Conflict,
        "订单正在申请退款。", "A refund has been requested for this order.",
        "请等待退款处理，或先撤回退款申请。", "Wait for the decision, or take the request back first.");

    /// <summary>No refund request is open.</summary>
    public static readonly Error NoRefundRequest = Error.Of(
        "order.no_refund_request", ErrorKind.Conflict,
        "没有待处理的退款申请。", "No refund request is open.",
        "请刷新订单查看最新状态。", "Reload the order.");

    /// <summary>Nothing was paid, so nothing can go back.</summary>
    public static readonly Error NothingPaid = Error.Of(
        "order.nothing_paid", ErrorKind.Conflict,
        "该订单没有支付记录。", "Nothing was paid for this order.",
        "无需退款。", "There is nothing to refund.");

    /// <summary>More would go back than was paid.</summary>
    public static readonly Error RefundExceedsPaid = Error.Of(
        "order.refund_exceeds_paid", ErrorKind.Unprocessable,
        "退款金额超过可退金额。", "The refund exceeds what is left of the payment.",
        "请核对可退金额。", "Check the amount that is left.");

    /// <summary>The whole payment would go back while the order goes on.</summary>
    public static readonly Error GoodwillOnlyPart = Error.Of(
        "order.goodwill_only_part", ErrorKind.Conflict,
        "制作前只能退还部分款项。", "Before production only a part may go back as a courtesy.",
        "如需全额退款，请通过退款申请办理。", "Give the whole back by a refund request, which ends the order.");

    /// <summary>A second person has to agree.</summary>
    public static readonly Error SecondPersonRequired = Error.Of(
        "order.second_person_required", ErrorKind.Forbidden,
        "该退款需要另一位工作人员复核。", "A second person has to approve this refund.",
        "请由另一位财务人员复核。", "Have another member of finance approve it.");

    /// <summary>The deadline would not be later.</summary>
    public static readonly Error DeadlineNotLater = Error.Of(
        "order.deadline_not_later", ErrorKind.Unprocessable,
        "新的截止时间必须晚于当前截止时间。", "The new deadline must be later than the present one.",
        "请选择更晚的时间。", "Choose a later time.");

    /// <summary>The time for another photo is over.</summary>
    public static readonly Error ResubmissionOverdue = Error.Of(
        "order.resubmission_overdue", ErrorKind.Conflict,
        "重新提交照片的时间已过。", "The time for another photo is over.",
        "请联系学校老师或客服延长时间。", "Ask your school or support for an extension.");

    /// <summary>A charge with wrong facts is being looked into.</summary>
    public static readonly Error PaymentUnderExamination = Error.Of(
        "payment.under_examination", ErrorKind.Conflict,
        "该订单有一笔支付正在人工核实。", "A payment for this order is being looked into by a person.",
        "请勿重复支付，等待核实结果。", "Do not pay again; wait for the result.");

    /// <summary>校对: the student has found it right before.</summary>
    public static readonly Error ProofConfirmed = Error.Of(
        "order.proof_confirmed", ErrorKind.Conflict,
        "您已确认照片及信息无误。", "You have confirmed that everything is right.",
        "如发现新的问题，请联系在线客服。", "Ask support if you have found something wrong since.");

    /// <summary>The student has asked for as many corrections of the order as the campaign allows.</summary>
    public static readonly Error CorrectionsUsedUp = Error.Of(
        "order.corrections_used_up", ErrorKind.Conflict,
        "该订单可申请的勘误次数已用完。", "You have asked for as many corrections of this order as are allowed.",
        "如照片仍有误，请联系在线客服，由工作人员核实后办理。", "If the photo is still wrong, ask support; staff will look into it.");

    /// <summary>It is too early for a timer's action.</summary>
    public static readonly Error NotDue = Error.Of(
        "order.not_due", ErrorKind.Conflict,
        "尚未到期。", "It is not due yet.",
        "请在到期后再操作。", "Wait until it is due.");
}
