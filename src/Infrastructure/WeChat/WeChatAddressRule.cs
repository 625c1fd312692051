using System.Net;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>
/// Which addresses may be configured. In Production a loopback or plain-http address would mean that a stand-in's
/// word is taken for WeChat's, so the API refuses to start.
/// </summary>
internal static class WeChatAddressRule
{
    /// <summary>The faults of one configured address, in words for the operator; none when it may be used.</summary>
    /// <param name="key">Configuration key, for the message.</param>
    /// <param name="address">The configured value.</param>
    /// <param name="production">Whether the host runs in Production.</param>
    public static IEnumerable<string> Faults(string key, string address, bool production)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            yield return $"{key} must be an absolute http or https address.";
            yield break;
        }

        if (uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            yield return $"{key} must be scheme, host and port only.";

        if (!production) yield break;
        if (uri.Scheme != Uri.UriSchemeHttps)
            yield return $"{key} must be https in Production.";
        if (IsThisMachine(uri))
            yield return $"{key} must not point to this machine in Production.";
    }

    private static bool IsThisMachine(Uri uri)
    {
        if (uri.IsLoopback) return true;
        var host = uri.IdnHost.TrimEnd('.');
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        return IPAddress.TryParse(host, out var ip)
            && (IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)
                || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
    }
}
