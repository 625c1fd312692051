using System.Reflection;
using ArchUnitNET.Loader;
using CampusPhoto.Application;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Endpoints;

namespace CampusPhoto.Architecture.Tests;

/// <summary>What the rules look at.</summary>
internal static class Code
{
    public static readonly Assembly Domain = typeof(Order).Assembly;
    public static readonly Assembly Application = typeof(DependencyInjection).Assembly;
    public static readonly Assembly Infrastructure = typeof(CampusPhoto.Infrastructure.DependencyInjection).Assembly;
    public static readonly Assembly WebApi = typeof(ApiEndpoints).Assembly;

    public static readonly Assembly[] Layers = [Domain, Application, Infrastructure, WebApi];

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> LoadedOnce = new(() =>
        new ArchLoader().LoadAssemblies([.. Layers, typeof(Code).Assembly]).Build());

    /// <summary>The four layers and this assembly, which holds the violating samples.</summary>
    public static ArchUnitNET.Domain.Architecture Loaded => LoadedOnce.Value;

    /// <summary>Path under src and text of every source file that people write.</summary>
    public static IReadOnlyList<(string Path, string Text)> Sources { get; } = ReadSources();

    public static System.Type[] TypesOf(params Assembly[] assemblies) =>
        [.. assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => !type.Name.Contains('<', StringComparison.Ordinal))];

    private static List<(string Path, string Text)> ReadSources()
    {
        var src = Path.Combine(Repository.Root, "src");
        return
        [
            .. Directory.EnumerateFiles(src, "*.cs", SearchOption.AllDirectories)
                .Select(file => (Path: Path.GetRelativePath(src, file).Replace('\\', '/'), File: file))
                .Where(file => !file.Path.Split('/').Any(part => part is "obj" or "bin" or "Migrations"))
                .Select(file => (file.Path, File.ReadAllText(file.File))),
        ];
    }
}
