using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>
/// Asks a decoding service: POST <c>{"code": "…"}</c> with a bearer key; it answers the parts of
/// <see cref="CollectionCode"/> in camelCase, or 4xx when the text is no collection code.
/// </summary>
internal sealed class RemoteCollectionCodeDecoder(IHttpClientFactory clients, IOptions<CollectionCodeOptions> options)
{
    public const string ClientName = "collection-code-decoder";

    public const int MaxAnswerBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public async Task<Result<CollectionCode>> DecodeAsync(string text, CancellationToken cancellationToken)
    {
        using HttpClient client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Remote.Url) { Content = JsonContent.Create(new { code = text }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Remote.ApiKey);
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, cancellationToken);
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity)
                return CollectionCodeErrors.Foreign;
            if (!answer.IsSuccessStatusCode) return CollectionCodeErrors.DecoderUnavailable;
            CollectionCode? code = await answer.Content.ReadFromJsonAsync<CollectionCode>(Json, cancellationToken);
            return code is not null && CollectionCodeLimits.Hold(code) ? code : CollectionCodeErrors.DecoderUnavailable;
        }
        catch (HttpRequestException)
        {
            return CollectionCodeErrors.DecoderUnavailable;
        }
        catch (JsonException)
        {
            return CollectionCodeErrors.DecoderUnavailable;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CollectionCodeErrors.DecoderUnavailable;
        }
    }
}
