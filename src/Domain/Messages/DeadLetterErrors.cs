using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Messages;

/// <summary>Why an event cannot be delivered again.</summary>
public static class DeadLetterErrors
{
    /// <summary>No event of that identity was given up.</summary>
    public static readonly Error NotFound = Error.Of(
        "dead_letter.not_found", ErrorKind.NotFound,
        "没有这条未送达的事件。", "No event of that identity was given up.",
        "请刷新未送达列表。", "Reload the list.");
}
