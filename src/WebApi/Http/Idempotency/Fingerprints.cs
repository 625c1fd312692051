using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Messaging;

namespace CampusPhoto.WebApi.Http.Idempotency;

internal static class Fingerprints
{
    /// <summary>Says what the request's content is, where only the call itself knows.</summary>
    public static void Fingerprint(this IdempotencyScope scope, params string[] content)
    {
        if (scope.Key is { } key)
            scope.Key = key with { Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', content)))) };
    }
}
