using System.Security.Cryptography;
using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Http.Problems;

namespace CampusPhoto.WebApi.Http;

/// <summary>A table that staff send (CSV or XLSX), whole in memory and of at most 10 MB.</summary>
internal sealed class UploadedTable
{
    /// <summary>The part of the multipart body that holds it.</summary>
    public const string FilePart = "file";

    private const int MostBytes = 10 * 1024 * 1024;

    private readonly ArraySegment<byte> _bytes;

    private UploadedTable(ArraySegment<byte> bytes) => _bytes = bytes;

    /// <summary>SHA-256, small hexadecimal digits.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(_bytes));

    /// <summary>Reads it out of a request's body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="missing">What is answered where there is none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Result<UploadedTable>> ReadAsync(HttpRequest request, Error missing, CancellationToken cancellationToken)
    {
        var upload = MultipartUpload.Open(request);
        if (upload.Error is { } refused) return refused;
        while (await upload.Value.NextAsync(cancellationToken) is { } part)
        {
            if (!part.IsFile || part.Name != FilePart) continue;
            var bytes = new byte[MostBytes + 1];
            var length = await part.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            if (length == 0) return missing;
            if (length > MostBytes) return RequestErrors.TooLarge;
            return new UploadedTable(new ArraySegment<byte>(bytes, 0, length));
        }

        return missing;
    }

    /// <summary>A stream over it, which can be sought in.</summary>
    public MemoryStream Open() => new(_bytes.Array!, _bytes.Offset, _bytes.Count, writable: false);
}
