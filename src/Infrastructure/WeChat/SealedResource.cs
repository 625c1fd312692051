using System.Security.Cryptography;
using System.Text;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Opens what WeChat Pay encrypts with the APIv3 key: notifications and certificates (AES-256-GCM).</summary>
internal static class SealedResource
{
    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    /// <summary>The clear bytes, or null when no key of the merchant opens it.</summary>
    public static byte[]? Open(Merchant merchant, NotificationResource resource)
    {
        if (resource.Algorithm != "AEAD_AES_256_GCM" || resource.Ciphertext is null || resource.Nonce is null) return null;
        var nonce = Encoding.UTF8.GetBytes(resource.Nonce);
        var sealedText = new byte[resource.Ciphertext.Length];
        if (nonce.Length != NonceBytes
            || !Convert.TryFromBase64String(resource.Ciphertext, sealedText, out var length)
            || length < TagBytes)
            return null;

        var ciphertext = sealedText.AsSpan(0, length - TagBytes);
        var tag = sealedText.AsSpan(length - TagBytes, TagBytes);
        var associated = Encoding.UTF8.GetBytes(resource.AssociatedData ?? "");
        var plaintext = new byte[ciphertext.Length];
        foreach (var key in merchant.ApiV3Keys)
        {
            using var aes = new AesGcm(key, TagBytes);
            try
            {
                aes.Decrypt(nonce, ciphertext, tag, plaintext, associated);
                return plaintext;
            }
            catch (AuthenticationTagMismatchException)
            {
                // Not this key: the next one may be it while the APIv3 key is being changed.
                continue;
            }
        }

        return null;
    }
}
