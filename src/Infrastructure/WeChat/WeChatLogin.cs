using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Login and phone number by the mini-program's server calls.</summary>
internal sealed class WeChatLogin(
    MiniProgramClient client,
    MiniProgramCalls calls,
    IOptions<WeChatOptions> options,
    ILogger<WeChatLogin> logger) : IWeChatLogin
{
    public async Task<Result<string>> ExchangeLoginCodeAsync(string loginCode, CancellationToken cancellationToken)
    {
        var path = $"/sns/jscode2session?appid={Uri.EscapeDataString(options.Value.AppId)}"
            + $"&secret={Uri.EscapeDataString(options.Value.Secret)}"
            + $"&js_code={Uri.EscapeDataString(loginCode)}&grant_type=authorization_code";
        var sent = await client.SendAsync<SessionAnswer>(
            WeChatClients.Once, "jscode2session", HttpMethod.Get, path, null, cancellationToken);
        if (sent.Error is { } error) return error;

        switch (sent.Value)
        {
            case { Errcode: null or 0, OpenId: { Length: > 0 } openId }:
                return openId;
            case { Errcode: WeChatErrorCode.InvalidCode or WeChatErrorCode.CodeUsed or WeChatErrorCode.CodeMissing }:
                return LoginErrors.LoginCodeInvalid;
            case { Errcode: WeChatErrorCode.UserBlocked }:
                return LoginErrors.UserBlocked;
            default:
                return LoginErrors.WeChatUnavailable;
        }
    }

    public async Task<Result<string>> GetPhoneNumberAsync(string phoneCode, string openId, CancellationToken cancellationToken)
    {
        var sent = await calls.SendOnceAsync<PhoneAnswer>(
            "getuserphonenumber", "/wxa/business/getuserphonenumber", new PhoneBody(phoneCode, openId), cancellationToken);
        if (sent.Error is { } error) return error;

        switch (sent.Value)
        {
            case { Errcode: null or 0, PhoneInfo: { } phone }:
                return ReadPhone(phone);
            case
            {
                Errcode: WeChatErrorCode.InvalidCode or WeChatErrorCode.CodeUsed or WeChatErrorCode.CodeMissing
                or WeChatErrorCode.InvalidOpenId
            }:
                return LoginErrors.PhoneCodeInvalid;
            default:
                return LoginErrors.WeChatUnavailable;
        }
    }

    private Result<string> ReadPhone(PhoneInfo phone)
    {
        if (phone.Watermark?.AppId != options.Value.AppId)
        {
            logger.ApiAnswerUnusable("getuserphonenumber", "the watermark is another mini-program's");
            return LoginErrors.PhoneCodeInvalid;
        }

        if (phone.PurePhoneNumber is { Length: > 0 and <= 20 } number && number.All(char.IsAsciiDigit)) return number;
        logger.ApiAnswerUnusable("getuserphonenumber", "the number is not digits");
        return LoginErrors.WeChatUnavailable;
    }
}
