using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CampusPhoto.Benchmarks;

/// <summary>The least that a notification takes: one RSA verification and one AES-GCM decryption.</summary>
internal sealed class BareKeys(RSA platform, byte[] apiV3Key)
{
    private const int TagBytes = 16;

    public static async Task<BareKeys> ReadAsync(string bootstrap)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var config = JsonDocument.Parse(await http.GetStringAsync(new Uri(bootstrap)));
        var merchant = config.RootElement.GetProperty("WeChat").GetProperty("Merchants").GetProperty("main");
        var rsa = RSA.Create();
        rsa.ImportFromPem(merchant.GetProperty("PlatformKeys").EnumerateObject().First().Value.GetProperty("PublicKeyPem").GetString());
        return new BareKeys(rsa, Encoding.ASCII.GetBytes(merchant.GetProperty("ApiV3Keys")[0].GetString()!));
    }

    /// <returns>What the notification holds, or null when its signature does not hold.</returns>
    public string? Open(IHeaderDictionary headers, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{headers["Wechatpay-Timestamp"]}\n{headers["Wechatpay-Nonce"]}\n"), .. body, (byte)'\n'];
        if (!platform.VerifyData(
            signed, Convert.FromBase64String(headers["Wechatpay-Signature"].ToString()), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return null;

        using var notification = JsonDocument.Parse(body);
        var resource = notification.RootElement.GetProperty("resource");
        var sealedText = resource.GetProperty("ciphertext").GetBytesFromBase64();
        var plaintext = new byte[sealedText.Length - TagBytes];
        using var aes = new AesGcm(apiV3Key, TagBytes);
        aes.Decrypt(
            Encoding.UTF8.GetBytes(resource.GetProperty("nonce").GetString()!), sealedText.AsSpan(0, plaintext.Length),
            sealedText.AsSpan(plaintext.Length), plaintext,
            Encoding.UTF8.GetBytes(resource.TryGetProperty("associated_data", out var data) ? data.GetString() ?? "" : ""));
        var text = Encoding.UTF8.GetString(plaintext);
        return text.Length <= 500 ? text : text[..500];
    }
}
