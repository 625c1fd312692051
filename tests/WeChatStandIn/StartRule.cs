namespace CampusPhoto.WeChatStandIn;

/// <summary>Where the stand-in may run: on this machine's loopback address and never in Production.</summary>
internal static class StartRule
{
    /// <summary>Why it may not start, or null.</summary>
    public static string? Fault(IHostEnvironment environment, IConfiguration configuration, IEnumerable<string> urls)
    {
        if (environment.IsProduction())
            return "The WeChat stand-in does not run in Production. Give --environment Development.";
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            return "The WeChat stand-in listens by --urls only; remove Kestrel:Endpoints.";
        return urls.All(IsLoopback)
            ? null
            : "The WeChat stand-in listens on loopback addresses only, such as http://127.0.0.1:5081.";
    }

    /// <summary>Whether the address is an http address of this machine's loopback.</summary>
    public static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback;
}
