using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>
/// The build runs Program to write docs/openapi.json. It then has no keys and no database, and needs neither.
/// </summary>
internal static class DocumentGeneration
{
    public static bool IsRunning { get; } = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    /// <summary>Lets the host start without a configuration that could serve anybody, and without work of its own.</summary>
    public static void Quieten(IServiceCollection services)
    {
        if (!IsRunning) return;
        services.RemoveAll<IStartupValidator>();
        services.RemoveAll<IHostedService>();
    }
}
