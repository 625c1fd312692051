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
        catch (Exception broken) when (Part.IsBroken(broken))
        {
            throw Part.Refusal(broken);
        }
    }

    /// <summary>One part, read as it arrives. A body that ends early is told as the caller's fault, whoever reads it.</summary>
    internal sealed class Part(string name, bool isFile, Stream content) : Stream
    {
        /// <summary>Name of its field.</summary>
        public string Name { get; } = name;

        /// <summary>Whether it is a file.</summary>
        public bool IsFile { get; } = isFile;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <summary>The content of a short field, or null when it is too long to be one.</summary>
        public async Task<string?> ReadTextAsync(CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(this, leaveOpen: true);
            var buffer = new char[MaxFieldLength + 1];
            var length = await reader.ReadBlockAsync(buffer, cancellationToken);
            return length > MaxFieldLength ? null : new string(buffer, 0, length);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await content.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception broken) when (IsBroken(broken))
            {
                throw Refusal(broken);
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("A request is read asynchronously.");

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        /// <summary>Whether reading failed because of how the body is made.</summary>
        internal static bool IsBroken(Exception exception) =>
            exception is InvalidDataException or IOException and not BadHttpRequestException;

        internal static BadHttpRequestException Refusal(Exception broken) => new("The multipart body is broken.", broken);
    }
}
