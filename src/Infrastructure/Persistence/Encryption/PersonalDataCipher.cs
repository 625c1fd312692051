using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CampusPhoto.Infrastructure.Persistence.Encryption;

/// <summary>
/// Hides personal texts at rest with AES-256-GCM. What is stored reads <c>e1.{key id}.{base64url of nonce, tag and
/// cipher text}</c>; the purpose is authenticated with it, so that a value moved to another column cannot be read.
/// </summary>
internal sealed class PersonalDataCipher
{
    private const string Format = "e1";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Dictionary<string, byte[]> _keys;
    private readonly string _currentKey;

    public PersonalDataCipher(PersonalDataOptions options)
    {
        _keys = options.Keys.ToDictionary(key => key.Key, key => Convert.FromBase64String(key.Value), StringComparer.Ordinal);
        _currentKey = options.CurrentKey;

        string keys = string.Join('\n', _keys.OrderBy(key => key.Key, StringComparer.Ordinal)
            .Select(key => $"{key.Key}={Convert.ToHexString(key.Value)}"));
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_currentKey}\n{keys}")));
    }

    /// <summary>Tells equal sets of keys from different ones.</summary>
    public string Fingerprint { get; }

    /// <summary>The greatest length of what is stored for a text of so many characters.</summary>
    public static int StoredLength(int clearLength)
    {
        const int prefix = 20;
        int bytes = NonceBytes + TagBytes + Encoding.UTF8.GetMaxByteCount(clearLength);
        return prefix + Base64Url.GetEncodedLength(bytes);
    }

    /// <summary>Encrypts a text with the current key.</summary>
    public string Encrypt(string clear, string purpose)
    {
        byte[] text = Encoding.UTF8.GetBytes(clear);
        byte[] stored = new byte[NonceBytes + TagBytes + text.Length];
        Span<byte> nonce = stored.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_keys[_currentKey], TagBytes);
        aes.Encrypt(
            nonce, text, stored.AsSpan(NonceBytes + TagBytes), stored.AsSpan(NonceBytes, TagBytes),
            Bound(_currentKey, purpose));
        return $"{Format}.{_currentKey}.{Base64Url.EncodeToString(stored)}";
    }

    /// <summary>Decrypts a text with the key that encrypted it.</summary>
    /// <exception cref="CryptographicException">The key is not configured, or the value was altered or moved.</exception>
    public string Decrypt(string hidden, string purpose)
    {
        string[] parts = hidden.Split('.');
        if (parts is not [Format, string keyId, string content])
            throw new CryptographicException("A stored personal value is not in the encrypted format.");
        if (!_keys.TryGetValue(keyId, out byte[]? key))
            throw new CryptographicException($"A stored personal value needs PersonalData:Keys:{keyId}, which is not configured.");

        byte[] stored = Base64Url.DecodeFromChars(content);
        if (stored.Length < NonceBytes + TagBytes)
            throw new CryptographicException("A stored personal value is cut off.");
        byte[] text = new byte[stored.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            stored.AsSpan(0, NonceBytes), stored.AsSpan(NonceBytes + TagBytes), stored.AsSpan(NonceBytes, TagBytes), text,
            Bound(keyId, purpose));
        return Encoding.UTF8.GetString(text);
    }

    private static byte[] Bound(string keyId, string purpose) => Encoding.UTF8.GetBytes($"{Format}.{keyId}.{purpose}");
}
