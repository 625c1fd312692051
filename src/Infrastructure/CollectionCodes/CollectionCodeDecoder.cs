using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>Decodes codes of our own format here, the sandbox's where there is one, and all others by the configured service, if there is one.</summary>
internal sealed class CollectionCodeDecoder(
    IOptions<CollectionCodeOptions> options, IOptions<SandboxOptions> sandbox, RemoteCollectionCodeDecoder remote)
    : ICollectionCodeDecoder
{
    public async Task<Result<CollectionCode>> DecodeAsync(string text, CancellationToken cancellationToken)
    {
        if (text.StartsWith(SignedCollectionCode.Prefix, StringComparison.Ordinal)) return Decode(text);
        if (sandbox.Value.Enabled == true && text == Sandbox.CollectionCode) return SandboxCode.Read();
        return options.Value.Remote.Url.Length > 0
            ? await remote.DecodeAsync(text, cancellationToken)
            : CollectionCodeErrors.Foreign;
    }

    private Result<CollectionCode> Decode(string text)
    {
        if (SignedCollectionCode.Split(text) is not { } parts
            || !options.Value.TrustedKeys.TryGetValue(parts.KeyId, out string? pem))
        {
            return CollectionCodeErrors.Forged;
        }

        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        if (!key.VerifyData(parts.Signed, parts.Signature, HashAlgorithmName.SHA256)) return CollectionCodeErrors.Forged;
        return SignedCollectionCode.Read(parts.Payload) is { } code ? code : CollectionCodeErrors.Forged;
    }
}
