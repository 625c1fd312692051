using CampusPhoto.Infrastructure.Seed;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>Tells the secrets of a fresh development database, once and never to a log.</summary>
internal static class SeededSecrets
{
    public static void Print(IReadOnlyList<SeededSecret> secrets)
    {
        if (secrets.Count == 0) return;
        Console.WriteLine("The database is new. These secrets are shown once:");
        foreach (SeededSecret secret in secrets) Console.WriteLine($"  {secret.Role,-24} {secret.Name,-16} {secret.Secret}");
    }
}
