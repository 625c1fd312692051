using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>A batch's package: the photos and a manifest with their hashes.</summary>
public sealed record DownloadPackageQuery(BatchId Batch) : IQuery<BatchPackage>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("photos.downloaded", "batch", Batch.Value);
}

/// <summary>A package, written as it is read.</summary>
/// <param name="FileName">Name of the ZIP file.</param>
/// <param name="WriteAsync">Writes the ZIP file, one photo in memory at a time.</param>
public sealed record BatchPackage(string FileName, Func<Stream, CancellationToken, Task> WriteAsync);

internal sealed class DownloadPackageHandler(IReadDb db, IPhotoStore store)
    : IRequestHandler<DownloadPackageQuery, Result<BatchPackage>>
{
    // A student's photo and prints of it may be in one package, where the campaign's template would name both alike.
    private const string PrintTemplate = "{orderNumber}";

    private const int AtOnce = 200;

    public async Task<Result<BatchPackage>> Handle(DownloadPackageQuery query, CancellationToken cancellationToken)
    {
        ProductionBatch? batch = await db.Batches.SingleOrDefaultAsync(found => found.Id == query.Batch, cancellationToken);
        if (batch is null) return BatchErrors.NotFound;
        if (batch.Status is not (BatchStatus.Locked or BatchStatus.Delivered)) return BatchErrors.NotAllowed.With("status", batch.Status.ToString());
        string template = await db.Campaigns.Where(campaign => campaign.Id == batch.CampaignId)
            .Select(campaign => campaign.NamingTemplate).SingleAsync(cancellationToken);

        List<PackageLine> lines = [];
        await foreach (PackageLine line in ReadAsync(query.Batch, template, cancellationToken)) lines.Add(line);
        if (lines.Exists(line => line.Photo.IsErased)) return BatchErrors.PhotosErased;
        return new BatchPackage($"batch-{query.Batch}.zip", (target, token) => WriteAsync(lines, target, token));
    }

    private IQueryable<BatchLine> Included(BatchId batch) =>
        db.BatchLines.Where(line => line.BatchId == batch && line.State == BatchLineState.Included);

    // In parts, so that never more orders than these are in memory; of the others their names and hashes are kept.
    private async IAsyncEnumerable<PackageLine> ReadAsync(
        BatchId batch, string template, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IQueryable<BatchLine> rest = Included(batch);
        while (true)
        {
            var rows = await rest.Join(db.Orders, line => line.OrderId, order => order.Id, (line, order) => new { line, order })
                .OrderBy(row => row.line.OrderNumber).Take(AtOnce).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                bool isPrint = row.order.Kind == OrderKind.Reprint;
                yield return new PackageLine(
                    FileNaming.Name(
                        isPrint ? PrintTemplate : template, row.order.Identity.UniqueNumber, row.line.OrderNumber.Value,
                        row.order.Identity.SchoolCode),
                    row.order.Identity.UniqueNumber, row.line.OrderNumber.Value, row.order.Identity.SchoolCode, row.line.Photo,
                    isPrint ? "prints" : "photos");
            }

            if (rows.Count < AtOnce) yield break;
            OrderNumber last = rows[^1].line.OrderNumber;
            rest = Included(batch).Where(line => line.OrderNumber.CompareTo(last) > 0);
        }
    }

    private async Task WriteAsync(IEnumerable<PackageLine> lines, Stream target, CancellationToken cancellationToken)
    {
        var manifest = new StringBuilder("file,unique_number,order_number,school_code,bytes,sha256\r\n");
        await using var drain = new Drain(target);
        using (var zip = new ZipArchive(drain, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (PackageLine line in lines)
            {
                byte[] photo = await PhotoAsync(line, cancellationToken);
                Add(zip, $"{line.Folder}/{line.FileName}", photo, CompressionLevel.NoCompression);
                manifest.Append(CultureInfo.InvariantCulture,
                    $"{line.Folder}/{line.FileName},{line.UniqueNumber},{line.OrderNumber},{line.SchoolCode},{photo.Length},{line.Photo.Sha256}\r\n");
                await drain.FlushAsync(cancellationToken);
            }

            Add(zip, "manifest.csv", Encoding.UTF8.GetBytes(manifest.ToString()), CompressionLevel.Optimal);
        }

        await drain.FlushAsync(cancellationToken);
    }

    // A photo that is not what the batch took must break the package off, not slip into it.
    private async Task<byte[]> PhotoAsync(PackageLine line, CancellationToken cancellationToken)
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
        string FileName, string UniqueNumber, string OrderNumber, string SchoolCode, StoredPhoto Photo, string Folder);
}
