using CampusPhoto.Domain.Common;
using CampusPhoto.Application.Common;
using CampusPhoto.WebApi.Http.Problems;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CampusPhoto.WebApi.Http;

/// <summary>Reads a multipart body part by part as it arrives, so that a photo never lies in memory whole.</summary>
internal sealed class MultipartUpload
{
    private const int MaxHeaders = 8;
    private const int MaxHeadersLength = 4 * 1024;
    private const int MaxBoundaryLength = 128;
    private const int MaxFieldLength = 200;

    private readonly MultipartReader _reader;

    private MultipartUpload(string boundary, Stream body) => _reader = new MultipartReader(boundary, body)
    {
        HeadersCountLimit = MaxHeaders,
        HeadersLengthLimit = MaxHeadersLength,
    };

    public static bool IsMultipart(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    public static Result<MultipartUpload> Open(HttpRequest request)
    {
        if (!IsMultipart(request)) return RequestErrors.ContentTypeUnsupported;
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).ToString();
        return boundary.Length is 0 or > MaxBoundaryLength ? CommonErrors.Invalid : new MultipartUpload(boundary, request.Body);
    }

    /// <summary>The next part, whose content must be read before the one after it; null at the end.</summary>
    /// <exception cref="BadHttpRequestException">The body is no proper multipart body.</exception>
    public async Task<Part?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await _reader.ReadNextSectionAsync(cancellationToken) is not { } section) return null;
            return ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                ? new Part(
                    HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), disposition.IsFileDisposition(), section.Body)
                : throw new BadHttpRequestException("A part has no content disposition.");
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            // A stream that ends early and a part with too many headers are the caller's faults.
            throw new BadHttpRequestException("The multipart body is broken.", broken);
        }
    }

    /// <summary>One part.</summary>
    /// <param name="Name">Name of its field.</param>
    /// <param name="IsFile">Whether it is a file.</param>
    /// <param name="Content">Its content, as it arrives.</param>
    internal sealed record Part(string Name, bool IsFile, Stream Content)
    {
        /// <summary>The content of a short field, or null when it is too long to be one.</summary>
        public async Task<string?> ReadTextAsync(CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(Content);
            var buffer = new char[MaxFieldLength + 1];
            var length = await reader.ReadBlockAsync(buffer, cancellationToken);
            return length > MaxFieldLength ? null : new string(buffer, 0, length);
        }
    }
}
