using System.Net.Http.Headers;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.Logging;
using Polly.Timeout;

namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>Sends a mini-program call and reads its answer, whatever its errcode.</summary>
internal sealed class MiniProgramClient(IHttpClientFactory clients, ILogger<MiniProgramClient> logger)
{
    /// <summary>One call. Addresses hold the secret or a token, so they are never logged.</summary>
    /// <returns>The answer, or <c>wechat.unavailable</c>.</returns>
    public async Task<Result<T>> SendAsync<T>(
        string clientName,
        string call,
        HttpMethod method,
        string pathAndQuery,
        byte[]? body,
        CancellationToken cancellationToken)
        where T : MiniProgramAnswer
    {
        using var request = new HttpRequestMessage(method, pathAndQuery);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            using var response = await clients.CreateClient(clientName).SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                logger.ApiUnreachable(call, $"status {(int)response.StatusCode}");
                return LoginErrors.WeChatUnavailable;
            }

            if (WeChatJson.TryRead<T>(await response.Content.ReadAsByteArrayAsync(cancellationToken)) is not { } answer)
            {
                logger.ApiAnswerUnusable(call, "it is not JSON");
                return LoginErrors.WeChatUnavailable;
            }

            if (answer.Errcode is { } code and not 0) logger.ApiRefused(call, code, RequestIds.In(answer.Errmsg));
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.ApiUnreachable(call, e.GetType().Name);
            return LoginErrors.WeChatUnavailable;
        }
    }
}
