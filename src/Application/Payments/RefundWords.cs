using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Payments;

internal static class RefundWords
{
    public static LocalizedText Of(RefundCause cause) => cause switch
    {
        RefundCause.Surplus => new("重复或超时支付，自动退回", "Paid twice or too late; given back by itself"),
        RefundCause.Requested => new("申请退款", "Refund as requested"),
        RefundCause.Closed => new("照片未通过审核，订单关闭", "Closed without an approved photo"),
        RefundCause.Goodwill => new("补偿退款", "Refund as a courtesy"),
        RefundCause.Examined => new("支付信息不符，退回", "The payment was not as asked for; given back"),
        _ => throw new ArgumentOutOfRangeException(nameof(cause)),
    };

    public static LocalizedText Of(RefundState state) => state switch
    {
        RefundState.Decided => new("退款待受理", "Waiting to be accepted"),
        RefundState.Processing => new("退款处理中", "On its way"),
        RefundState.Succeeded => new("已退款", "Given back"),
        RefundState.Abnormal or RefundState.Closed => new("退款异常，工作人员处理中", "Stopped; a person is at it"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
