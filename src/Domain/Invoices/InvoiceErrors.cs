using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Invoices;

/// <summary>Why there is no invoice.</summary>
public static class InvoiceErrors
{
    /// <summary>There is no such request.</summary>
    public static readonly Error NotFound = Error.Of(
        "invoice.not_found", ErrorKind.NotFound,
        "找不到该发票申请。", "There is no such request for an invoice.",
        "请在发票申请列表中重新选择。", "Choose from the list of requests.");

    /// <summary>Nothing was paid, or all of it went back.</summary>
    public static readonly Error NothingPaid = Error.Of(
        "invoice.nothing_paid", ErrorKind.Conflict,
        "该订单没有可开票的金额。", "Nothing was paid for the order, or all of it went back.",
        "请在支付成功后再申请发票。", "Ask once the order is paid.");

    /// <summary>An invoice was asked for already; fact <c>status</c> tells where it stands.</summary>
    public static readonly Error AlreadyRequested = Error.Of(
        "invoice.already_requested", ErrorKind.Conflict,
        "该订单已申请发票。", "An invoice was asked for already.",
        "请在发票列表中查看进度。", "See the list of invoices.");

    /// <summary>It was issued or declined already.</summary>
    public static readonly Error Decided = Error.Of(
        "invoice.decided", ErrorKind.Conflict,
        "该发票申请已处理。", "The request was issued or declined already.",
        "请刷新列表。", "Reload the list.");
}
