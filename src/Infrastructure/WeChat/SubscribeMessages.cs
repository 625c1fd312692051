using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Messages;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>订阅消息.</summary>
internal sealed class SubscribeMessages(MiniProgramCalls calls, IOptions<WeChatOptions> options) : ISubscribeMessages
{
    public async Task<Result> SendAsync(SubscribeMessage message, CancellationToken cancellationToken)
    {
        var body = new MessageBody(
            message.OpenId,
            message.TemplateId,
            message.Page,
            message.Values.ToDictionary(
                value => value.Key, value => new MessageValue(TemplateField.Fit(value.Key, value.Value)), StringComparer.Ordinal),
            options.Value.MiniProgramState,
            "zh_CN");
        var sent = await calls.SendOnceAsync<DoneAnswer>(
            "subscribe.send", "/cgi-bin/message/subscribe/send", body, cancellationToken);
        if (sent.Error is { } error) return error;
        return sent.Value.Errcode switch
        {
            null or 0 => Result.Ok,
            WeChatErrorCode.SubscriptionRefused => MessageErrors.NotAllowed,
            { } code when WeChatErrorCode.IsPassing(code) => LoginErrors.WeChatUnavailable,
            { } code => MessageErrors.Refused.With("errcode", code.ToString(CultureInfo.InvariantCulture)),
        };
    }
}
