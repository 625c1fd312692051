using System.Text.RegularExpressions;

namespace CampusPhoto.WebApi.Http;

/// <summary>Kinds of devices, as a student knows them again: the make and WeChat's version, nothing that tells one phone from another.</summary>
internal static partial class DeviceNames
{
    private static readonly string[] Known = ["iPhone", "iPad", "Android", "OpenHarmony", "Windows", "Macintosh", "Linux"];

    /// <summary>What the request says of its device, or null.</summary>
    public static string? Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        var make = Array.Find(Known, name => agent.Contains(name, StringComparison.OrdinalIgnoreCase));
        var version = WeChat().Match(agent) is { Success: true } found ? $"WeChat {found.Groups[1].Value}" : null;
        return make is null && version is null ? null : string.Join(", ", new[] { make, version }.OfType<string>());
    }

    [GeneratedRegex(@"MicroMessenger/(\d{1,3}(?:\.\d{1,5}){1,3})")]
    private static partial Regex WeChat();
}
