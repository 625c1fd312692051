using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>A batch's package: the photos and a manifest with their hashes.</summary>
public sealed record DownloadPackageQuery(BatchId Batch) : IQuery<BatchPackage>;

/// <summary>A package, written as it is read.</summary>
/// <param name="FileName">Name of the ZIP file.</param>
/// <param name="WriteAsync">Writes the ZIP file, one photo in memory at a time.</param>
public sealed record BatchPackage(string FileName, Func<Stream, CancellationToken, Task> WriteAsync);

internal sealed class DownloadPackageHandler(IReadDb db, IPhotoStore store)
    : IRequestHandler<DownloadPackageQuery, Result<BatchPackage>>
{
    public async Task<Result<BatchPackage>> Handle(DownloadPackageQuery query, CancellationToken cancellationToken)
    {
        BatchStatus? status = await db.Batches.Where(batch => batch.Id == query.Batch)
            .Select(batch => (BatchStatus?)batch.Status).SingleOrDefaultAsync(cancellationToken);
        if (status is null) return BatchErrors.NotFound;
        if (status is not (BatchStatus.Locked or BatchStatus.Delivered)) return BatchErrors.NotAllowed.With("status", status.Value.ToString());

        var rows = await db.BatchLines
            .Where(line => line.BatchId == query.Batch && line.State == BatchLineState.Included)
            .Join(db.Orders, line => line.OrderId, order => order.Id, (line, order) => new { line, order })
            .OrderBy(row => row.line.OrderNumber)
            .ToListAsync(cancellationToken);
        PackageLine[] lines =
        [
            .. rows.Select(row => new PackageLine(
                $"{row.order.Identity.UniqueNumber}.jpg", row.order.Identity.UniqueNumber, row.line.OrderNumber.Value,
                row.order.Identity.SchoolCode, row.line.Photo)),
        ];
        return new BatchPackage($"batch-{query.Batch}.zip", (target, token) => WriteAsync(lines, target, token));
    }

    private async Task WriteAsync(IEnumerable<PackageLine> lines, Stream target, CancellationToken cancellationToken)
    {
        var manifest = new StringBuilder("file,unique_number,order_number,school_code,bytes,sha256\r\n");
        await using var drain = new Drain(target);
        using (var zip = new ZipArchive(drain, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (PackageLine line in lines)
            {
                byte[] photo = await ReadAsync(line, cancellationToken);
                Add(zip, $"photos/{line.FileName}", photo, CompressionLevel.NoCompression);
                manifest.Append(CultureInfo.InvariantCulture,
                    $"photos/{line.FileName},{line.UniqueNumber},{line.OrderNumber},{line.SchoolCode},{photo.Length},{line.Photo.Sha256}\r\n");
                await drain.FlushAsync(cancellationToken);
            }

            Add(zip, "manifest.csv", Encoding.UTF8.GetBytes(manifest.ToString()), CompressionLevel.Optimal);
        }

        await drain.FlushAsync(cancellationToken);
    }

    // A photo that is not what the batch took must break the package off, not slip into it.
    private async Task<byte[]> ReadAsync(PackageLine line, CancellationToken cancellationToken)
    {
        await using Stream? content = await store.OpenAsync(line.Photo.Key, cancellationToken);
        if (content is null) throw new InvalidDataException($"The photo of order {line.OrderNumber} is not in the store.");
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken);
        byte[] photo = buffer.ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(photo)) == line.Photo.Sha256
            ? photo
            : throw new InvalidDataException($"The photo of order {line.OrderNumber} differs from its hash.");
    }

    private static void Add(ZipArchive zip, string name, byte[] content, CompressionLevel level)
    {
        using Stream entry = zip.CreateEntry(name, level).Open();
        entry.Write(content);
    }

    private sealed record PackageLine(
        string FileName, string UniqueNumber, string OrderNumber, string SchoolCode, StoredPhoto Photo);

    // ZipArchive ends its entries with blocking writes, which a web server refuses: they go to memory, one photo at a
    // time, and from there to the target without blocking.
    private sealed class Drain(Stream target) : Stream
    {
        private readonly MemoryStream _waiting = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

        public override void Flush()
        {
        }

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            await target.WriteAsync(_waiting.GetBuffer().AsMemory(0, (int)_waiting.Length), cancellationToken);
            _waiting.SetLength(0);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) _waiting.Dispose();
            base.Dispose(disposing);
        }
    }
}
