using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Integrations;

/// <summary>Why a webhook cannot be made, changed or used.</summary>
public static class WebhookErrors
{
    /// <summary>There is no such webhook, or it is another client's.</summary>
    public static readonly Error NotFound = Error.Of(
        "webhook.not_found", ErrorKind.NotFound,
        "找不到该 Webhook。", "There is no such webhook.",
        "请在 Webhook 列表中重新选择。", "Choose from the list of webhooks.");

    /// <summary>There is no such delivery to this webhook.</summary>
    public static readonly Error DeliveryNotFound = Error.Of(
        "webhook.delivery_not_found", ErrorKind.NotFound,
        "找不到该投递记录。", "There is no such delivery.",
        "请在投递记录中重新选择；记录保留 30 天。", "Choose from the delivery log, which is kept for 30 days.");

    /// <summary>The address is none to which events may be sent.</summary>
    public static readonly Error UrlNotAllowed = Error.Of(
        "webhook.url_not_allowed", ErrorKind.Unprocessable,
        "该地址不能接收 Webhook。", "Events cannot be sent to this address.",
        "请使用公网 https 地址，不带用户名、密码和 # 片段。",
        "Give an https address on the public internet, without a user name, password or fragment.");

    /// <summary>An event type that does not exist, or one twice.</summary>
    public static readonly Error EventTypesInvalid = Error.Of(
        "webhook.event_types_invalid", ErrorKind.Unprocessable,
        "事件类型无效。", "The event types are not valid.",
        "请从接口文档 webhooks 一节中选择，不要重复；留空表示全部。",
        "Choose from the section webhooks of the API's document, each once; none means all.");

    /// <summary>The client has as many webhooks as it may have.</summary>
    public static readonly Error TooMany = Error.Of(
        "webhook.too_many", ErrorKind.Conflict,
        "Webhook 数量已达上限。", "The client has as many webhooks as it may have.",
        "请先删除不再使用的 Webhook。", "Delete one that is no longer used.");

    /// <summary>It was disabled because its receiver failed.</summary>
    public static readonly Error Disabled = Error.Of(
        "webhook.disabled", ErrorKind.Conflict,
        "该 Webhook 已停用。", "The webhook is disabled.",
        "请排除接收端故障后重新启用。", "Mend the receiver and enable the webhook again.");
}
