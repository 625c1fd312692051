using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Orders;

internal static class OrderWords
{
    public static LocalizedText Of(OrderStatus status) => status switch
    {
        OrderStatus.PendingPayment => new("待支付", "Waiting for payment"),
        OrderStatus.PendingReview => new("待审核", "Waiting for review"),
        OrderStatus.Rejected => new("被驳回", "Rejected"),
        OrderStatus.Withdrawn => new("已撤回", "Withdrawn"),
        OrderStatus.PendingProduction => new("待制作", "Waiting for production"),
        OrderStatus.InProduction => new("制作中", "In production"),
        OrderStatus.Completed => new("已完成", "Completed"),
        OrderStatus.Cancelled => new("已取消", "Cancelled"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static LocalizedText Of(ChsiResult result) => result switch
    {
        ChsiResult.Awaited => new("待反馈", "Awaited"),
        ChsiResult.Accepted => new("通过", "Accepted"),
        ChsiResult.Refused => new("不通过", "Refused"),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    public static LocalizedText Of(CollectionMode mode) => mode switch
    {
        CollectionMode.Organised => new("集采", "Organised by the school"),
        CollectionMode.Individual => new("散采", "Individual"),
        CollectionMode.Supplementary => new("补采", "For those who missed it"),
        CollectionMode.Freshman => new("新生", "Freshmen"),
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };
}
