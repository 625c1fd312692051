using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Login and phone number by the mini-program's server calls.</summary>
internal sealed class WeChatLogin(
    MiniProgramClient client,
    AccessTokenCache tokens,
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
        var body = WeChatJson.Write(new PhoneBody(phoneCode, openId));
        var sent = await SendWithTokenAsync(body, cancellationToken);
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

    /// <summary>A refused token was never spent on the code, so that one repeat with a fresh token is safe.</summary>
    private async Task<Result<PhoneAnswer>> SendWithTokenAsync(byte[] body, CancellationToken cancellationToken)
    {
        var first = await SendOnceAsync();
        return first.Answer is { Error: null, Value.Errcode: WeChatErrorCode.TokenInvalid or WeChatErrorCode.TokenExpired or WeChatErrorCode.TokenMalformed }
            ? await RepeatAsync(first.Token)
            : first.Answer;

        async Task<(Result<PhoneAnswer> Answer, string Token)> SendOnceAsync()
        {
            var token = await tokens.GetAsync(cancellationToken);
            if (token.Error is { } error) return (error, "");
            var path = $"/wxa/business/getuserphonenumber?access_token={Uri.EscapeDataString(token.Value)}";
            return (
                await client.SendAsync<PhoneAnswer>(
                    WeChatClients.Once, "getuserphonenumber", HttpMethod.Post, path, body, cancellationToken),
                token.Value);
        }

        async Task<Result<PhoneAnswer>> RepeatAsync(string refused)
        {
            tokens.Drop(refused);
            return (await SendOnceAsync()).Answer;
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
