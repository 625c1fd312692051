namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Configuration section <c>WeChat</c>: one mini-program and the merchants that take its money.</summary>
internal sealed class WeChatOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "WeChat";

    /// <summary>The mini-program's appid.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The mini-program's secret.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Which version of the mini-program a message opens: formal, trial or developer.</summary>
    public string MiniProgramState { get; set; } = "formal";

    /// <summary>Where the mini-program's server calls go; scheme and host only.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.weixin.qq.com";

    /// <summary>Where payment calls go; scheme and host only, since the path is part of what is signed.</summary>
    public string PayBaseUrl { get; set; } = "https://api.mch.weixin.qq.com";

    /// <summary>Where a payment call goes when <see cref="PayBaseUrl"/> did not answer; empty repeats it there.</summary>
    public string PayBackupBaseUrl { get; set; } = "";

    /// <summary>This API's public address, to which WeChat sends notifications; no path, query or slash at the end is needed.</summary>
    public string NotifyBaseUrl { get; set; } = "";

    /// <summary>Merchants by our key of the account (1 to 32 of <c>[a-z0-9-]</c>, part of the notification's path).</summary>
    public Dictionary<string, MerchantOptions> Merchants { get; } = new(StringComparer.Ordinal);
}

/// <summary>One merchant and the keys shared with it.</summary>
internal sealed class MerchantOptions
{
    /// <summary>The merchant's mchid (digits).</summary>
    public string MerchantId { get; set; } = "";

    /// <summary>Serial number of the merchant's API certificate.</summary>
    public string SerialNo { get; set; } = "";

    /// <summary>The merchant's private key as PEM; or <see cref="PrivateKeyFile"/>.</summary>
    public string? PrivateKeyPem { get; set; }

    /// <summary>A file with the merchant's private key as PEM (<c>apiclient_key.pem</c>).</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>APIv3 keys of 32 ASCII characters, tried in order: the new and the old one while the key is changed.</summary>
    public List<string> ApiV3Keys { get; } = [];

    /// <summary>
    /// WeChat Pay's public keys by serial (<c>PUB_KEY_ID_…</c>, or the hexadecimal serial of a platform certificate).
    /// While WeChat moves a merchant from one to the other, notifications come signed by either.
    /// </summary>
    public Dictionary<string, PlatformKeyOptions> PlatformKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// A folder with further keys, each a file <c>SERIAL.pem</c>. It is read again when something is signed by a serial that
    /// is not known, so that a key can be added while the program runs.
    /// </summary>
    public string? PlatformKeyFolder { get; set; }

    /// <summary>
    /// Fetches platform certificates from WeChat when something is signed by a serial that is not known. For merchants in
    /// certificate mode only: WeChat refuses it to those who have a WeChat Pay public key alone.
    /// </summary>
    public bool DownloadCertificates { get; set; }
}

/// <summary>One of WeChat Pay's public keys.</summary>
internal sealed class PlatformKeyOptions
{
    /// <summary>The public key or platform certificate as PEM; or <see cref="PublicKeyFile"/>.</summary>
    public string? PublicKeyPem { get; set; }

    /// <summary>A file with the public key or platform certificate as PEM.</summary>
    public string? PublicKeyFile { get; set; }
}
