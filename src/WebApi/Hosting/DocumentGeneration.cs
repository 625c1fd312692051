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

    /// <summary>Starts without a configuration that could serve anybody.</summary>
    public static void SkipStartChecks(IServiceCollection services)
    {
        if (!IsRunning) return;
        services.RemoveAll<IStartupValidator>();
        foreach (ServiceDescriptor own in services.Where(IsBackgroundWork).ToArray()) services.Remove(own);
    }

    // Relay, timers and warm-up need the database, the models and WeChat; the web host itself has to start.
    private static bool IsBackgroundWork(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name != "GenericWebHostService";
}
