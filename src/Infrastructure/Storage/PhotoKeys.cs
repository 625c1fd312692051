using System.Security.Cryptography;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>Names of photos in a store: 128 random bits in lower-case hexadecimal.</summary>
internal static class PhotoKeys
{
    private const int Bytes = 16;

    public static string New() => RandomNumberGenerator.GetHexString(Bytes * 2, lowercase: true);

    public static bool IsKey(string key) => key.Length == Bytes * 2 && key.All(char.IsAsciiHexDigitLower);
}
