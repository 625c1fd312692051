using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Messages;

/// <summary>What a message says, by what was done; null for what a student need not be told.</summary>
internal static class MessageWords
{
    public static LocalizedText? Of(MessageTopic topic, OrderAction action, OrderStatus status) => topic switch
    {
        MessageTopic.Reminder => Reminder(action),
        MessageTopic.Ticket => Answered,
        MessageTopic.Missing => Missing,
        MessageTopic.Refund => new("退款已到账。", "Your refund has arrived."),
        _ => Of(action, status),
    };

    public static readonly LocalizedText Answered = new("客服已回复您的问题。", "Support has answered you.");

    public static readonly LocalizedText Missing = new("您的照片采集尚未完成，请尽快完成。", "Your photo is still missing. Please complete it soon.");

    public static LocalizedText Reminder(OrderAction action) => action == OrderAction.Pay
        ? new("订单即将超时，请尽快完成支付。", "The time to pay is almost over.")
        : new("重新提交照片的时间即将结束。", "The time to send another photo is almost over.");

    public static LocalizedText? Of(OrderAction action, OrderStatus status) => (action, status) switch
    {
        (OrderAction.ApplyPayment or OrderAction.AcceptPayment, OrderStatus.PendingReview) =>
            new("支付成功，照片已提交人工审核。", "Paid. Your photo is now waiting for review."),
        (OrderAction.ApplyPayment or OrderAction.AcceptPayment, OrderStatus.PendingProduction) =>
            new("支付成功，加洗照片等待制作。", "Paid. Your prints wait for production."),
        (OrderAction.Approve, _) =>
            new("照片已通过审核，等待制作。", "Your photo was approved and waits for production."),
        (OrderAction.Reject, OrderStatus.Rejected) =>
            new("照片被驳回，请按原因修改照片后重新提交。", "Your photo was rejected. See the reasons and send another."),
        (OrderAction.Reject or OrderAction.Close, OrderStatus.Cancelled) =>
            new("照片未通过审核，订单已关闭。", "The order was closed without an approved photo."),
        (OrderAction.Expire, _) => new("订单超时未支付，已自动取消。", "The order was not paid in time and was cancelled."),
        (OrderAction.ExtendDeadline, _) =>
            new("重新提交照片的截止时间已延长。", "You have more time to send another photo."),
        (OrderAction.Reopen, _) => new("照片将重新审核。", "Your photo will be reviewed again."),
        (OrderAction.StartProduction, _) => new("照片已进入制作。", "Your photo is in production."),
        (OrderAction.Complete, _) => new("照片已制作完成并交付，请核对。", "Your photo has been delivered. Please check it."),
        (OrderAction.RecordResult, _) => new("学信网已通过您的照片，请校对。", "CHSI has accepted your photo. Please check the proof."),
        (OrderAction.ReturnForRemake, _) => new("照片将重新制作，无需重新提交。", "Your photo is made again; you need not send another."),
        (OrderAction.OpenCorrection, _) =>
            new("照片需要勘误，请重新提交照片，无需再次支付。", "The photo needs a correction. Send another; it is free."),
        (OrderAction.RefundSurplus or OrderAction.ApproveRefund or OrderAction.RefundGoodwill or OrderAction.ReturnPayment, _) =>
            new("退款已受理，将原路退回。", "A refund is on its way to how you paid."),
        (OrderAction.DeclineRefund, _) => new("退款申请未通过。", "Your refund request was declined."),
        _ => null,
    };
}
