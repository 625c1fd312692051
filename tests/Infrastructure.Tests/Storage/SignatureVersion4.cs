using System.Security.Cryptography;
using System.Text;

namespace CampusPhoto.Infrastructure.Tests.Storage;

/// <summary>
/// The signature of a presigned address with one signed header (host), computed from the published rules:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html.
/// </summary>
internal static class SignatureVersion4
{
    public static string Of(Uri address, string secret)
    {
        string[] parameters = [.. address.Query.TrimStart('?').Split('&')
            .Where(part => !part.StartsWith("X-Amz-Signature=", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string time = Value(parameters, "X-Amz-Date");
        string[] scope = Uri.UnescapeDataString(Value(parameters, "X-Amz-Credential")).Split('/')[1..];
        string request = string.Join('\n',
            "GET", address.AbsolutePath, string.Join('&', parameters), $"host:{address.Authority}", "", "host", "UNSIGNED-PAYLOAD");
        string toSign = string.Join('\n',
            "AWS4-HMAC-SHA256", time, string.Join('/', scope), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request))));
        return Sign(scope, toSign, secret);
    }

    /// <summary>
    /// The signature of an upload form's policy: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html.
    /// </summary>
    public static string OfPolicy(string policy, string credential, string secret) => Sign(credential.Split('/')[1..], policy, secret);

    private static string Sign(string[] scope, string toSign, string secret)
    {
        byte[] key = scope.Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), (signing, part) => Hmac(signing, part));
        return Convert.ToHexStringLower(Hmac(key, toSign));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Value(IEnumerable<string> parameters, string name) =>
        parameters.Single(part => part.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];
}
