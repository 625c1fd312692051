using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    /// <summary>How long before its end the time to pay is recalled.</summary>
    public static readonly TimeSpan PaymentReminder = TimeSpan.FromMinutes(10);

    /// <summary>How long before its end the time for another photo is recalled.</summary>
    public static readonly TimeSpan ResubmissionReminder = TimeSpan.FromDays(1);

    /// <summary>The deadline that the student was last reminded of.</summary>
    public DateTimeOffset? RemindedOf { get; private set; }

    /// <summary>Reminds the student of a deadline that is near, once for each deadline.</summary>
    public Result Remind(DateTimeOffset now)
    {
        (DateTimeOffset? due, TimeSpan ahead, OrderAction action) = Status switch
        {
            OrderStatus.PendingPayment => (PaymentDueAt, PaymentReminder, OrderAction.Pay),
            OrderStatus.Rejected or OrderStatus.Withdrawn => (ResubmissionDueAt, ResubmissionReminder, OrderAction.ReplaceSubmission),
            _ => (default(DateTimeOffset?), TimeSpan.Zero, OrderAction.Pay),
        };
        if (due is not { } at || RemindedOf == at || now < at - ahead || !Can(action, ActorKind.Student, now)) return OrderErrors.NotDue;
        RemindedOf = at;
        Raise(new OrderReminded(Id, AccountId, action, Status, at, now));
        Touch();
        return Result.Ok;
    }
}
