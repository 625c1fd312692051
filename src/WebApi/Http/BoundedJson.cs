using System.Text.Json;
using CampusPhoto.WebApi.Http.Limits;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WebApi.Http;

/// <summary>Reads JSON where a call takes an upload too, and so a larger body than JSON may have.</summary>
internal static class BoundedJson
{
    /// <exception cref="BadHttpRequestException">The body is too large or no such JSON.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ReadBytesAsync(request, cancellationToken);
        var options = request.HttpContext.RequestServices
            .GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, options)
                ?? throw new BadHttpRequestException("The body is null.");
        }
        catch (JsonException broken)
        {
            throw new BadHttpRequestException("The body is no such JSON.", broken);
        }
    }

    /// <summary>The whole body, at most <see cref="RequestLimits.JsonBytes"/>.</summary>
    /// <exception cref="BadHttpRequestException">The body is too large.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[RequestLimits.JsonBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > RequestLimits.JsonBytes
            ? throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge)
            : buffer.AsMemory(0, length);
    }
}
