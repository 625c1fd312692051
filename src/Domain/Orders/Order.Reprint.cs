using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    /// <summary>Whether its photo was approved, so that prints of it may be ordered.</summary>
    public bool HasApprovedPhoto =>
        Kind != OrderKind.Reprint && Status is OrderStatus.PendingProduction or OrderStatus.InProduction or OrderStatus.Completed;

    /// <summary>加洗: places an order for prints of an approved photo. It is paid like any other and then waits for production.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="number">订单编号; unique.</param>
    /// <param name="source">The order whose photo is printed.</param>
    /// <param name="photo">Its current photo.</param>
    /// <param name="account">The account, with a verified phone.</param>
    /// <param name="price">What the prints cost.</param>
    /// <param name="paymentWindow">How long it waits for its payment.</param>
    /// <param name="now">下单时间.</param>
    /// <returns>The order, or what is missing.</returns>
    public static Result<Order> PlaceReprint(
        OrderId id, OrderNumber number, Order source, Submission photo, Account account, Money price, TimeSpan paymentWindow,
        DateTimeOffset now)
    {
        if (source.AccountId != account.Id) return OrderErrors.NotFound;
        if (!source.HasApprovedPhoto || photo.Id != source.CurrentSubmissionId || photo.Delivered is null) return ReprintErrors.PhotoNotApproved;
        if (account.Phone is null || account.PhoneHash is null) return AccountErrors.PhoneRequired;
        var order = new Order
        {
            Id = id,
            Number = number,
            Kind = OrderKind.Reprint,
            Mode = source.Mode,
            CampaignId = source.CampaignId,
            SchoolId = source.SchoolId,
            EnrolmentId = source.EnrolmentId,
            AccountId = account.Id,
            Identity = source.Identity with { },
            ContactPhone = account.Phone,
            ContactPhoneHash = account.PhoneHash.Value,
            Price = price,
            MerchantAccount = source.MerchantAccount,
            PlacedAt = now,
            ChangedAt = now,
            PaymentDueAt = now + paymentWindow,
            CurrentSubmissionId = photo.Id,
            CurrentPhotoSha256 = source.CurrentPhotoSha256,
            SpecificationId = source.SpecificationId,
            SpecificationVersion = source.SpecificationVersion,
            SpecificationSha256 = source.SpecificationSha256,
            SpecificationOverrides = source.SpecificationOverrides,
            AttemptsAllowed = source.AttemptsAllowed,
            ResubmissionWindow = source.ResubmissionWindow,
            ResubmissionEndsAt = source.ResubmissionEndsAt,
            ClosingRefund = source.ClosingRefund,
        };
        order.Status = price.IsZero ? order.StatusOncePaid : OrderStatus.PendingPayment;
        order.Record(OrderAction.Place, order.Status, new Actor(ActorKind.Student, account.Id.Value), "", now);
        return order;
    }
}
