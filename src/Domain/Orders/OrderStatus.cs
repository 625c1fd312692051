namespace CampusPhoto.Domain.Orders;

/// <summary>What an order is for.</summary>
public enum OrderKind
{
    /// <summary>集采 or 散采: a photograph for 学信网.</summary>
    Collection,

    /// <summary>新生: a freshman's photograph.</summary>
    Freshman,

    /// <summary>加洗: prints of an approved photo.</summary>
    Reprint,
}

/// <summary>Where an order stands.</summary>
public enum OrderStatus
{
    /// <summary>待支付.</summary>
    PendingPayment,

    /// <summary>待审核.</summary>
    PendingReview,

    /// <summary>被驳回.</summary>
    Rejected,

    /// <summary>已撤回.</summary>
    Withdrawn,

    /// <summary>待制作.</summary>
    PendingProduction,

    /// <summary>制作中.</summary>
    InProduction,

    /// <summary>已完成.</summary>
    Completed,

    /// <summary>已取消.</summary>
    Cancelled,
}

/// <summary>How the money of an order goes back, beside its status.</summary>
public enum RefundStatus
{
    /// <summary>Nothing was asked for or given back.</summary>
    None,

    /// <summary>Asked for and not decided.</summary>
    Requested,

    /// <summary>Asked for and declined.</summary>
    Declined,

    /// <summary>Decided; the money is on its way.</summary>
    Pending,

    /// <summary>The money is back with the payer.</summary>
    Refunded,
}

/// <summary>What 学信网 said of the photo that was produced last.</summary>
public enum ChsiResult
{
    /// <summary>Nothing yet.</summary>
    Awaited,

    /// <summary>通过.</summary>
    Accepted,

    /// <summary>不通过: a correction was opened.</summary>
    Refused,
}

/// <summary>Everything that can be done with an order.</summary>
public enum OrderAction
{
    /// <summary>Placed by the student.</summary>
    Place,

    /// <summary>去支付: a payment attempt is opened.</summary>
    Pay,

    /// <summary>A charge that the provider reports is applied.</summary>
    ApplyPayment,

    /// <summary>去编辑, 修改照片: another photo takes the place of the current one.</summary>
    ReplaceSubmission,

    /// <summary>Cancelled by the student.</summary>
    Cancel,

    /// <summary>Not paid in time.</summary>
    Expire,

    /// <summary>A reviewer takes it.</summary>
    Claim,

    /// <summary>The reviewer gives it back.</summary>
    Release,

    /// <summary>The reviewer's lease ran out.</summary>
    ExpireLease,

    /// <summary>撤回: withdrawn from review.</summary>
    Withdraw,

    /// <summary>The photo is approved.</summary>
    Approve,

    /// <summary>驳回: the photo is rejected.</summary>
    Reject,

    /// <summary>More time for another photo.</summary>
    ExtendDeadline,

    /// <summary>Closed because no other photo came in time.</summary>
    Close,

    /// <summary>Sent back to review after approval.</summary>
    Reopen,

    /// <summary>Taken into a production batch.</summary>
    StartProduction,

    /// <summary>Returned from a batch.</summary>
    ReturnFromBatch,

    /// <summary>Delivered.</summary>
    Complete,

    /// <summary>勘误: the delivered photo has to be done again.</summary>
    OpenCorrection,

    /// <summary>The money is asked back.</summary>
    RequestRefund,

    /// <summary>The request is declined.</summary>
    DeclineRefund,

    /// <summary>The request is taken back.</summary>
    WithdrawRefundRequest,

    /// <summary>The whole money goes back and the order ends.</summary>
    ApproveRefund,

    /// <summary>The first of two people agrees to give money back.</summary>
    EndorseRefund,

    /// <summary>A charge that was looked into is taken as the order's payment.</summary>
    AcceptPayment,

    /// <summary>A charge that was looked into goes back.</summary>
    ReturnPayment,

    /// <summary>Money that was too much goes back by itself.</summary>
    RefundSurplus,

    /// <summary>Money goes back as a courtesy.</summary>
    RefundGoodwill,

    /// <summary>复审: a reviewer's opinion is kept, and another reviewer is asked.</summary>
    Refer,

    /// <summary>学信网 accepted the photo; what it refuses is a correction.</summary>
    RecordResult,

    /// <summary>校对: the student found everything right.</summary>
    ConfirmProof,

    /// <summary>What was delivered is made again from the same photo.</summary>
    ReturnForRemake,
}
