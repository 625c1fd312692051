using System.Security.Cryptography;
using CampusPhoto.Infrastructure.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.CollectionCodes;

internal sealed class CollectionCodeOptionsCheck(IHostEnvironment environment) : IValidateOptions<CollectionCodeOptions>
{
    public ValidateOptionsResult Validate(string? name, CollectionCodeOptions options)
    {
        List<string> faults = [];
        foreach ((string id, string pem) in options.TrustedKeys)
        {
            if (!IsKey(pem)) faults.Add($"CollectionCodes:TrustedKeys:{id} must be an ECDSA P-256 public key in PEM.");
        }

        if (options.IssuerKey.Length > 0)
        {
            if (!IsKey(options.IssuerKey)) faults.Add("CollectionCodes:IssuerKey must be an ECDSA P-256 private key in PEM.");
            if (!options.TrustedKeys.ContainsKey(options.IssuerKeyId))
                faults.Add("CollectionCodes:IssuerKeyId must name one of CollectionCodes:TrustedKeys.");
        }

        if (options.Remote.Url.Length > 0 && !Uri.TryCreate(options.Remote.Url, UriKind.Absolute, out _))
            faults.Add("CollectionCodes:Remote:Url must be an absolute address.");
        if (!environment.IsDevelopment()
            && (options.TrustedKeys.Values.Any(pem => SameKey(pem, DevelopmentKeys.CollectionCodePublicKey))
                || SameKey(options.IssuerKey, DevelopmentKeys.CollectionCodePublicKey)))
        {
            faults.Add("CollectionCodes holds the development key, which is public. Make a key of your own for this environment.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsKey(string pem) => PublicKey(pem) is not null;

    private static bool SameKey(string pem, string other) =>
        PublicKey(pem) is { } key && PublicKey(other) is { } known && key.AsSpan().SequenceEqual(known);

    private static byte[]? PublicKey(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.KeySize == 256 ? key.ExportSubjectPublicKeyInfo() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
