using System.Buffers;
using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http.Problems;

namespace CampusPhoto.WebApi.Http.Idempotency;

/// <summary>
/// Reads the Idempotency-Key of calls that take one. It stands before the call's own filters, because a filter only
/// sees the request after its body has been read.
/// </summary>
internal sealed class IdempotencyKeys(RequestDelegate next)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    private const int MaxKeyLength = 100;
    private static readonly SearchValues<char> Visible =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    public async Task InvokeAsync(HttpContext http, IdempotencyScope scope)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<AcceptsIdempotencyKey>() is { } accepts
            && http.Request.Headers.TryGetValue(Header, out var sent))
        {
            if (sent is not [{ Length: > 0 and <= MaxKeyLength } key] || key.AsSpan().ContainsAnyExcept(Visible))
            {
                await ProblemWriter.WriteAsync(http, IdempotencyErrors.KeyMalformed);
                return;
            }

            var fingerprint = accepts.FingerprintsBody ? await FingerprintAsync(http.Request) : "";
            scope.Key = new IdempotencyKey(
                http.User.SubjectId().ToString(), $"{http.Request.Method} {http.Request.Path}", key, fingerprint);
            http.Response.OnStarting(() =>
            {
                if (scope.Replayed) http.Response.Headers[ReplayedHeader] = "true";
                return Task.CompletedTask;
            });
        }

        await next(http);
    }

    /// <summary>SHA-256 of the whole body, which can be read again afterwards; its size is bounded by the server.</summary>
    private static async Task<string> FingerprintAsync(HttpRequest request)
    {
        var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        request.HttpContext.Response.RegisterForDispose(buffer);
        buffer.Position = 0;
        request.Body = buffer;
        return Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }
}
