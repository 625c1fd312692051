using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Domain.CollectionCodes;

namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>
/// Our own collection-code format, version 1: <c>CP1.{payload}.{signature}.{key id}</c>. The payload is seven lines of
/// UTF-8 in base64url: unique number, masked name, masked ID number, school code, school name, major, expiry in seconds
/// since 1970. The signature is ECDSA P-256 with SHA-256 (64 bytes, IEEE P1363) over <c>CP1.{payload}</c>.
/// </summary>
internal static class SignedCollectionCode
{
    public const string Prefix = "CP1.";

    private const int Lines = 7;

    public static string Write(CollectionCode code, string keyId, ECDsa key)
    {
        string payload = string.Join('\n',
            code.UniqueNumber, code.MaskedName, code.MaskedIdNumber, code.SchoolCode, code.SchoolName, code.Major,
            code.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        string signed = Prefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}.{keyId}";
    }

    /// <summary>Splits a code into what was signed, its signature and the key's id; null when it is not of this form.</summary>
    public static (string Payload, byte[] Signed, byte[] Signature, string KeyId)? Split(string text)
    {
        string[] parts = text.Split('.');
        if (parts is not ["CP1", string payload, string signature, string keyId]
            || !Base64Url.IsValid(payload) || !Base64Url.IsValid(signature))
        {
            return null;
        }

        return (payload, Encoding.ASCII.GetBytes(Prefix + payload), Base64Url.DecodeFromChars(signature), keyId);
    }

    /// <summary>Reads a verified payload; null when a part is missing or too long.</summary>
    public static CollectionCode? Read(string payload)
    {
        string[] lines = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)).Split('\n');
        if (lines.Length != Lines
            || !long.TryParse(lines[6], NumberStyles.None, CultureInfo.InvariantCulture, out long expiry)
            || expiry > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return null;
        }

        var code = new CollectionCode(
            lines[0], lines[1], lines[2], lines[3], lines[4], lines[5], DateTimeOffset.FromUnixTimeSeconds(expiry));
        return CollectionCodeLimits.Hold(code) ? code : null;
    }
}
