namespace CampusPhoto.Domain.Integrations;

/// <summary>Names of the events that webhooks are told of. A name never changes.</summary>
public static class WebhookEventType
{
    /// <summary>An order was placed; where nothing is due it waits for review at once.</summary>
    public const string OrderPlaced = "order.placed";

    /// <summary>An order was paid.</summary>
    public const string OrderPaid = "order.paid";

    /// <summary>The photo was approved.</summary>
    public const string OrderApproved = "order.approved";

    /// <summary>The photo was rejected; another is awaited.</summary>
    public const string OrderRejected = "order.rejected";

    /// <summary>Another photo came after a rejection or withdrawal.</summary>
    public const string OrderResubmitted = "order.resubmitted";

    /// <summary>The student withdrew the photo from review.</summary>
    public const string OrderWithdrawn = "order.withdrawn";

    /// <summary>An approved order went back to review.</summary>
    public const string OrderReopened = "order.reopened";

    /// <summary>The order was taken into a production batch.</summary>
    public const string OrderInProduction = "order.in_production";

    /// <summary>The order was taken out of its batch, or is made again after its delivery, and waits for production again.</summary>
    public const string OrderReturned = "order.returned";

    /// <summary>The order was delivered, or closed with the photo that was delivered before.</summary>
    public const string OrderCompleted = "order.completed";

    /// <summary>勘误: a correction was opened; another photo is awaited.</summary>
    public const string OrderCorrectionOpened = "order.correction_opened";

    /// <summary>学信网 accepted the photo.</summary>
    public const string OrderResultAccepted = "order.result_accepted";

    /// <summary>学信网 refused the photo; a correction was opened, which is told too.</summary>
    public const string OrderResultRefused = "order.result_refused";

    /// <summary>校对: the student found everything right.</summary>
    public const string OrderProofConfirmed = "order.proof_confirmed";

    /// <summary>校对: the student objected, to the photo (then a correction is told too) or to what stands beside it.</summary>
    public const string OrderProofDisputed = "order.proof_disputed";

    /// <summary>The order was cancelled, by the student, by time or by a refund.</summary>
    public const string OrderCancelled = "order.cancelled";

    /// <summary>Money went back to the payer.</summary>
    public const string RefundSucceeded = "refund.succeeded";

    /// <summary>The provider could not give money back; a person looks after it.</summary>
    public const string RefundFailed = "refund.failed";

    /// <summary>Sent when the client asks for a test; it is sent whatever types were chosen.</summary>
    public const string Test = "webhook.test";

    /// <summary>Greatest length of a name.</summary>
    public const int MaxLength = 40;

    /// <summary>The types that can be chosen.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        OrderPlaced, OrderPaid, OrderApproved, OrderRejected, OrderResubmitted, OrderWithdrawn, OrderReopened, OrderInProduction,
        OrderReturned, OrderCompleted, OrderCorrectionOpened, OrderResultAccepted, OrderResultRefused, OrderProofConfirmed,
        OrderProofDisputed, OrderCancelled, RefundSucceeded, RefundFailed,
    ];
}
