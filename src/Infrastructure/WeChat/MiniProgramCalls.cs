using CampusPhoto.Domain.Common;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Mini-program calls that need the access token.</summary>
internal sealed class MiniProgramCalls(MiniProgramClient client, AccessTokenCache tokens)
{
    /// <summary>Sends a call that is not repeated, since a repeat could have an effect of its own.</summary>
    /// <returns>The answer, whatever its errcode; or <c>wechat.unavailable</c>.</returns>
    public Task<Result<T>> SendOnceAsync<T>(string call, string path, object body, CancellationToken cancellationToken)
        where T : MiniProgramAnswer => SendAsync<T>(WeChatClients.Once, call, path, body, cancellationToken);

    /// <summary>Sends a call that changes nothing, and repeats it when it did not arrive.</summary>
    /// <returns>The answer, whatever its errcode; or <c>wechat.unavailable</c>.</returns>
    public Task<Result<T>> AskAsync<T>(string call, string path, object body, CancellationToken cancellationToken)
        where T : MiniProgramAnswer => SendAsync<T>(WeChatClients.Repeatable, call, path, body, cancellationToken);

    /// <summary>A call whose token was refused had no effect, so that one repeat with a fresh token is safe.</summary>
    private async Task<Result<T>> SendAsync<T>(
        string clientName, string call, string path, object body, CancellationToken cancellationToken)
        where T : MiniProgramAnswer
    {
        var bytes = WeChatJson.Write(body);
        var (answer, used) = await TryAsync();
        if (answer is not { Error: null, Value.Errcode: WeChatErrorCode.TokenInvalid or WeChatErrorCode.TokenExpired or WeChatErrorCode.TokenMalformed })
            return answer;
        await tokens.DropAsync(used, cancellationToken);
        return (await TryAsync()).Answer;

        async Task<(Result<T> Answer, string Token)> TryAsync()
        {
            var token = await tokens.GetAsync(cancellationToken);
            if (token.Error is { } error) return (error, "");
            var address = $"{path}?access_token={Uri.EscapeDataString(token.Value)}";
            return (await client.SendAsync<T>(clientName, call, HttpMethod.Post, address, bytes, cancellationToken), token.Value);
        }
    }
}
