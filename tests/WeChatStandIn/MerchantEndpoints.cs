namespace CampusPhoto.WeChatStandIn;

/// <summary>WeChat Pay v3: platform certificates and the test of signatures and encryption.</summary>
internal static class MerchantEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/v3/certificates", (HttpContext http, PayCalls calls, StandInKeys keys) =>
            calls.HandleAsync(http, PayCallNames.Certificates, null, call => Certificates(call, keys)));
        app.MapPost("/v3/security/echo", (HttpContext http, PayCalls calls, StandInKeys keys, Notifier notifier) =>
            calls.HandleAsync(http, PayCallNames.Echo, null, call => Echo(call, keys, notifier)));
    }

    private static PayAnswer Certificates(PayCall call, StandInKeys keys)
    {
        const string Associated = "certificate";
        return PayAnswer.Ok(new
        {
            Data = keys.Platforms.Where(key => key.CertificatePem is not null).Select(key =>
            {
                var nonce = RandomText.Of(12);
                return new
                {
                    SerialNo = key.Serial,
                    EffectiveTime = PayJson.Time(key.NotAfter!.Value.AddYears(-5)),
                    ExpireTime = PayJson.Time(key.NotAfter.Value),
                    EncryptCertificate = new
                    {
                        Algorithm = "AEAD_AES_256_GCM",
                        Nonce = nonce,
                        AssociatedData = Associated,
                        Ciphertext = NotificationSealing.Encrypt(
                            System.Text.Encoding.ASCII.GetBytes(key.CertificatePem!), call.Merchant.ApiV3Key, nonce, Associated),
                    },
                };
            }),
        });
    }

    private static PayAnswer Echo(PayCall call, StandInKeys keys, Notifier notifier)
    {
        var body = PayBody.Read(call.Body);
        if (PayBody.Text(body, "echo_message") is not { Length: > 0 } message)
            return PayAnswer.Fault(400, "PARAM_ERROR", "echo_message 必填");
        string? sealedText = null;
        if (PayBody.Text(body, "encrypted_echo_message") is { } encrypted)
        {
            var key = keys.Platform(call.Http.Request.Headers["Wechatpay-Serial"].ToString());
            if (keys.Decrypt(key, encrypted) is not { } clear)
                return PayAnswer.Fault(400, "PARAM_ERROR", "encrypted_echo_message 解密失败");
            sealedText = StandInKeys.EncryptFor(call.Merchant, clear);
        }

        if (PayBody.Text(body, "notify_url") is { } url)
        {
            if (!StartRule.IsLoopback(url)) return PayAnswer.Fault(400, "PARAM_ERROR", "notify_url 在替身中只能是本机回环地址");
            notifier.Announce(new News(
                "SECURITY_ECHO.SUCCESS", "security", "回显成功", call.Merchant.MerchantId, url, message, null,
                () => new { EchoMessage = message, EncryptEchoMessage = sealedText }));
        }

        return PayAnswer.Ok(new { EchoMessage = message, EncryptedEchoMessage = sealedText });
    }
}
