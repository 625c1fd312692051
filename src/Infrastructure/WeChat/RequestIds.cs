namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>WeChat's own number of a call, which its support asks for.</summary>
internal static class RequestIds
{
    /// <summary>The answer's Request-ID, or "-".</summary>
    public static string Of(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Request-ID", out var values) ? values.First() : "-";

    /// <summary>The <c>rid</c> inside a mini-program error text, or "-". The text itself may hold codes and is not logged.</summary>
    public static string In(string? errmsg)
    {
        var at = errmsg?.IndexOf("rid:", StringComparison.Ordinal) ?? -1;
        if (at < 0) return "-";
        var rid = errmsg.AsSpan(at + 4).Trim();
        var end = rid.IndexOf(' ');
        return (end < 0 ? rid : rid[..end]).ToString();
    }
}
