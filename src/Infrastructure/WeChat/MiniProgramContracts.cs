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

internal sealed record DoneAnswer : MiniProgramAnswer;

internal sealed record MessageBody(
    [property: JsonPropertyName("touser")] string ToUser,
    string TemplateId,
    string? Page,
    IReadOnlyDictionary<string, MessageValue> Data,
    [property: JsonPropertyName("miniprogram_state")] string MiniProgramState,
    string Lang);

internal sealed record MessageValue(string Value);

internal sealed record TextBody(
    string Content, int Version, int Scene, [property: JsonPropertyName("openid")] string OpenId);

internal sealed record TextAnswer : MiniProgramAnswer
{
    public TextResult? Result { get; init; }
}

internal sealed record TextResult(string? Suggest, int? Label);

internal sealed record ShipmentBody(
    OrderKey OrderKey,
    int LogisticsType,
    int DeliveryMode,
    IReadOnlyList<ShippedItem> ShippingList,
    string UploadTime,
    ShipmentPayer Payer);

internal sealed record OrderKey(int OrderNumberType, string TransactionId);

internal sealed record ShippedItem(string? TrackingNo, string? ExpressCompany, string ItemDesc, ShipmentContact? Contact);

internal sealed record ShipmentContact(string ReceiverContact);

internal sealed record ShipmentPayer([property: JsonPropertyName("openid")] string OpenId);

internal sealed record FindShipmentBody(string TransactionId);

internal sealed record FindShipmentAnswer : MiniProgramAnswer
{
    public FoundShipment? Order { get; init; }
}

internal sealed record FoundShipment(string? TransactionId, int? OrderState);

internal sealed record ManagedBody([property: JsonPropertyName("appid")] string AppId);

internal sealed record ManagedAnswer : MiniProgramAnswer
{
    public bool? IsTradeManaged { get; init; }
}

internal sealed record PresaleBody(string OrderId, int Type, long DelayTo);
