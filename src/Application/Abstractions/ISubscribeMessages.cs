using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Sends WeChat's subscribe messages (订阅消息). Each acceptance of a template allows one message.</summary>
public interface ISubscribeMessages
{
    /// <summary>
    /// Sends one message; never repeated here. Values are cut to what WeChat allows in fields of their kind
    /// (<c>thing</c>, <c>phrase</c>, <c>character_string</c>, …, by the field's name).
    /// </summary>
    /// <returns>
    /// Success; or <c>message.not_allowed</c> (no acceptance is left: the usual end, never repeat),
    /// <c>message.refused</c> (template, page or values are wrong; the fact <c>errcode</c> holds WeChat's code),
    /// <c>wechat.unavailable</c> (a repeat may spend one more acceptance where only the answer was lost).
    /// </returns>
    Task<Result> SendAsync(SubscribeMessage message, CancellationToken cancellationToken);
}

/// <summary>A subscribe message.</summary>
/// <param name="OpenId">To whom.</param>
/// <param name="TemplateId">WeChat's template.</param>
/// <param name="Page">Page that a tap opens, such as <c>pages/order?id=…</c>; null opens none.</param>
/// <param name="Values">Values by the template's field, such as <c>thing1</c>.</param>
public sealed record SubscribeMessage(
    string OpenId, string TemplateId, string? Page, IReadOnlyDictionary<string, string> Values);
