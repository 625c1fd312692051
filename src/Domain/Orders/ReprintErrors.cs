using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Orders;

/// <summary>Why prints cannot be ordered.</summary>
public static class ReprintErrors
{
    /// <summary>The order has no approved photo that is still kept.</summary>
    public static readonly Error PhotoNotApproved = Error.Of(
        "reprint.photo_not_approved", ErrorKind.Conflict,
        "该订单没有已通过审核且仍在保存期内的照片。", "The order has no approved photo that is still kept.",
        "请选择待制作、制作中或已完成的订单。", "Choose an order that waits for production, is in it or is completed.");

    /// <summary>They are to be posted, and the address was erased at the end of its time of keeping.</summary>
    public static readonly Error AddressErased = Error.Of(
        "reprint.address_erased", ErrorKind.Conflict,
        "收件地址已超过保存期并删除。", "The address has been erased at the end of its time of keeping.",
        "请学生重新下单加洗。", "Have the student order the prints again.");

    /// <summary>The price list has no such offer.</summary>
    public static readonly Error OfferUnknown = Error.Of(
        "reprint.offer_unknown", ErrorKind.Unprocessable,
        "价目表中没有该规格。", "The price list has no such offer.",
        "请重新获取加洗价目表后选择。", "Read the price list again and choose from it.");
}
