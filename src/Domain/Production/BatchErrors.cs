using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Production;

/// <summary>Why something cannot be done with a batch.</summary>
public static class BatchErrors
{
    /// <summary>Photos of the batch have been erased at the end of their time of keeping.</summary>
    public static readonly Error PhotosErased = Error.Of(
        "batch.photos_erased", ErrorKind.Conflict,
        "该批次的照片已超过保存期并删除。", "Photos of this batch have been erased at the end of their time of keeping.",
        "请使用交付时下载的文件包。", "Use the package that was downloaded when the batch was delivered.");

    /// <summary>There is no such batch.</summary>
    public static readonly Error NotFound = Error.Of(
        "batch.not_found", ErrorKind.NotFound,
        "找不到该制作批次。", "There is no such batch.",
        "请核对批次编号。", "Check the batch's identity.");

    /// <summary>The batch's state does not allow it; fact <c>status</c> tells which.</summary>
    public static readonly Error NotAllowed = Error.Of(
        "batch.transition_not_allowed", ErrorKind.Conflict,
        "批次当前状态不允许此操作。", "The batch's state does not allow this.",
        "请刷新批次查看最新状态。", "Reload the batch.");

    /// <summary>No order of the campaign is ready for production.</summary>
    public static readonly Error Empty = Error.Of(
        "batch.empty", ErrorKind.Conflict,
        "该采集批次没有待制作的订单。", "No order of the campaign is ready for production.",
        "请在订单审核通过后再建立制作批次。", "Make a batch once orders have been approved.");
}
