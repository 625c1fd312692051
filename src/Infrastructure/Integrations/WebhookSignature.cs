using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CampusPhoto.Infrastructure.Integrations;

/// <summary>
/// Secrets and signatures by the Standard Webhooks specification (https://github.com/standard-webhooks/standard-webhooks):
/// HMAC-SHA256 over <c>id.timestamp.body</c>, in Base64 behind <c>v1,</c>, one for each secret, divided by spaces.
/// </summary>
internal static class WebhookSignature
{
    public const string SecretPrefix = "whsec_";
    private const int SecretBytes = 32;

    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string Of(IEnumerable<string> secrets, string id, DateTimeOffset at, string body)
    {
        byte[] signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{body}"));
        return string.Join(' ', secrets.Select(secret =>
            $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed))}"));
    }
}
