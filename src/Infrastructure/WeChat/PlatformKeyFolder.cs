using System.Security.Cryptography;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>A folder of public keys, each a file <c>SERIAL.pem</c>.</summary>
internal sealed class PlatformKeyFolder(string path)
{
    private const int LeastBits = 2048;

    /// <summary>Reads every key in it; what cannot be read is told and left out.</summary>
    public IReadOnlyList<PlatformKey> Read(Action<string> tell)
    {
        if (!Directory.Exists(path))
        {
            tell($"The folder of platform keys {path} does not exist.");
            return [];
        }

        return [.. Directory.EnumerateFiles(path, "*.pem").Select(file => ReadFile(file, tell)).OfType<PlatformKey>()];
    }

    private static PlatformKey? ReadFile(string file, Action<string> tell)
    {
        try
        {
            var key = PlatformKey.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));
            if (key.Bits >= LeastBits) return key;
            key.Dispose();
            tell($"{file}: the RSA key must have {LeastBits} bits or more.");
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            tell($"{file} is not a readable RSA key in PEM form ({e.GetType().Name}).");
        }

        return null;
    }
}
