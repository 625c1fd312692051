namespace CampusPhoto.WeChatStandIn;

/// <summary>The payment calls by the names that faults know them by.</summary>
internal static class PayCallNames
{
    public const string Prepay = "prepay";
    public const string Query = "query";
    public const string Close = "close";
    public const string Refund = "refund";
    public const string RefundQuery = "refund-query";
    public const string RefundRedirect = "refund-redirect";
    public const string Bill = "bill";
    public const string BillFile = "bill-file";
    public const string Certificates = "certificates";
    public const string Echo = "echo";
    public const string Unknown = "unknown-call";

    public static readonly string[] All =
        [Prepay, Query, Close, Refund, RefundQuery, RefundRedirect, Bill, BillFile, Certificates, Echo];
}
