using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Submissions;
using Microsoft.AspNetCore.DataProtection;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>Photo links sealed by Data Protection; they hold for ten minutes and name nothing personal.</summary>
internal sealed class PhotoLinks(IDataProtectionProvider protection, TimeProvider clock) : IPhotoLinks
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("photo-link.v1");

    public PhotoLink Create(StoredPhoto photo) => PhotoLink.ByToken(_protector.Protect(
        $"{(clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}|{photo.Key}|{photo.ContentType}"));

    public (string Key, string ContentType)? Read(string token)
    {
        try
        {
            return _protector.Unprotect(token).Split('|') is [string expires, string key, string contentType]
                && long.Parse(expires, System.Globalization.CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
                ? (key, contentType)
                : null;
        }
        catch (CryptographicException)
        {
            // Not a token of ours; the caller learns no more than for one that is too old.
            return null;
        }
    }
}
