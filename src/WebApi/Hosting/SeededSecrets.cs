using System.Text.Json;
using CampusPhoto.Infrastructure.Seed;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>
/// Tells the secrets of a fresh development database: once on the console, never to a log, and, where
/// <c>Seed:SecretsFile</c> names one, into a file that only its owner may read.
/// </summary>
internal static class SeededSecrets
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Tell(IReadOnlyList<SeededSecret> secrets, IConfiguration configuration)
    {
        if (secrets.Count == 0) return;
        Console.WriteLine("The database is new. These secrets are shown once:");
        foreach (SeededSecret secret in secrets) Console.WriteLine($"  {secret.Role,-24} {secret.Name,-16} {secret.Secret}");
        if (configuration["Seed:SecretsFile"] is { Length: > 0 } path) Write(path, secrets);
    }

    private static void Write(string path, IReadOnlyList<SeededSecret> secrets)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, secrets.ToDictionary(secret => secret.Name, secret => secret.Secret));
    }
}
