using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CampusPhoto.WeChatStandIn;

/// <summary>A pushed event and its answer.</summary>
internal sealed record PushRequest(string Url, JsonElement Event, bool Encrypted = false);

/// <summary>Pushes events of the mini-program (消息推送), clear or in the safe mode, signed as WeChat does.</summary>
internal sealed class Push(StandInKeys keys, TimeProvider clock) : IDisposable
{
    private const int Block = 32;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Sends an event once.</summary>
    /// <returns>The status and the body, which should be <c>success</c>; or null when the address is not this machine's.</returns>
    public async Task<(int Status, string Body)?> SendAsync(PushRequest request, CancellationToken cancellationToken)
    {
        if (!StartRule.IsLoopback(request.Url)) return null;
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomText.Digits(10);
        var address = $"{request.Url}?signature={Sha1(keys.Set.PushToken, time, nonce)}&timestamp={time}&nonce={nonce}";
        var body = request.Event.GetRawText();
        if (request.Encrypted)
        {
            var sealedText = Encrypt(body);
            address += $"&encrypt_type=aes&msg_signature={Sha1(keys.Set.PushToken, time, nonce, sealedText)}";
            body = JsonSerializer.Serialize(new { ToUserName = "gh_standin", Encrypt = sealedText });
        }

        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(new Uri(address), content, cancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose() => _http.Dispose();

    // SHA-1 over the sorted parts is what WeChat prescribes.
    private static string Sha1(params string[] parts) =>
        Convert.ToHexStringLower(CryptographicOperations.HashData(
            HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(string.Concat(parts.Order(StringComparer.Ordinal)))));

    private string Encrypt(string text)
    {
        var message = Encoding.UTF8.GetBytes(text);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, message.Length);
        byte[] clear = [.. RandomNumberGenerator.GetBytes(16), .. length, .. message, .. Encoding.UTF8.GetBytes(keys.Set.AppId)];
        var padding = Block - (clear.Length % Block);
        byte[] padded = [.. clear, .. Enumerable.Repeat((byte)padding, padding)];
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(keys.Set.EncodingAesKey + "=");
        aes.Padding = PaddingMode.None;
#pragma warning disable CA5401 // The key's first bytes are the vector that WeChat prescribes.
        using var encryptor = aes.CreateEncryptor(aes.Key, aes.Key[..16]);
#pragma warning restore CA5401
        return Convert.ToBase64String(encryptor.TransformFinalBlock(padded, 0, padded.Length));
    }
}
