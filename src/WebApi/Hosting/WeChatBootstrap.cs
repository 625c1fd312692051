namespace CampusPhoto.WebApi.Hosting;

/// <summary>
/// In Development the host can take its WeChat keys from the stand-in, which makes new ones at each start:
/// <c>WeChat:BootstrapUrl</c> names where. Production reads its keys from configuration only.
/// </summary>
internal static class WeChatBootstrap
{
    private const string Url = "WeChat:BootstrapUrl";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task LoadAsync(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || builder.Configuration[Url] is not { Length: > 0 } url) return;
        var address = new Uri(url, UriKind.Absolute);
        if (!address.IsLoopback) throw new InvalidOperationException($"{Url} must lead to this machine.");
        using var client = new HttpClient { Timeout = Patience };
        builder.Configuration.AddJsonStream(new MemoryStream(await client.GetByteArrayAsync(address)));
    }
}
