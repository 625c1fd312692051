using System.Text.Json.Serialization;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Mini-program calls answer 200 even on error; no errcode, or 0, means success.</summary>
internal abstract record MiniProgramAnswer
{
    public int? Errcode { get; init; }

    public string? Errmsg { get; init; }
}

internal sealed record SessionAnswer : MiniProgramAnswer
{
    [JsonPropertyName("openid")]
    public string? OpenId { get; init; }
}

internal sealed record TokenBody(
    string GrantType,
    [property: JsonPropertyName("appid")] string AppId,
    string Secret);

internal sealed record TokenAnswer : MiniProgramAnswer
{
    public string? AccessToken { get; init; }

    public int ExpiresIn { get; init; }
}

internal sealed record PhoneBody(string Code, [property: JsonPropertyName("openid")] string OpenId);

internal sealed record PhoneAnswer : MiniProgramAnswer
{
    public PhoneInfo? PhoneInfo { get; init; }
}

internal sealed record PhoneInfo(
    [property: JsonPropertyName("purePhoneNumber")] string? PurePhoneNumber,
    PhoneWatermark? Watermark);

internal sealed record PhoneWatermark([property: JsonPropertyName("appid")] string? AppId);
