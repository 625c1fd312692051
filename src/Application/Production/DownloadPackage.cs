using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>A batch's package: the photos, the sheets of prints, and a manifest with their hashes.</summary>
public sealed record DownloadPackageQuery(BatchId Batch) : IQuery<WrittenFile>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("photos.downloaded", "batch", Batch.Value);
}

internal sealed class DownloadPackageHandler(IReadDb db, IPhotoStore store, PrintSheets sheets)
    : IRequestHandler<DownloadPackageQuery, Result<WrittenFile>>
{
    // A student's photo and prints of it may be in one package, where the campaign's template would name both alike.
    private const string PrintTemplate = "{orderNumber}";

    private const int AtOnce = 200;
    private const int Piece = 64 * 1024;

    public async Task<Result<WrittenFile>> Handle(DownloadPackageQuery query, CancellationToken cancellationToken)
    {
        ProductionBatch? batch = await db.Batches.SingleOrDefaultAsync(found => found.Id == query.Batch, cancellationToken);
        if (batch is null) return BatchErrors.NotFound;
        if (batch.Status is not (BatchStatus.Locked or BatchStatus.Delivered)) return BatchErrors.NotAllowed.With("status", batch.Status.ToString());
        string template = await db.Campaigns.Where(campaign => campaign.Id == batch.CampaignId)
            .Select(campaign => campaign.NamingTemplate).SingleAsync(cancellationToken);
        if (await db.BatchLines.AnyAsync(
            line => line.BatchId == query.Batch && line.State == BatchLineState.Included && line.Photo.Key == "", cancellationToken))
            return BatchErrors.PhotosErased;
        return new WrittenFile($"batch-{query.Batch}.zip", (target, token) => WriteAsync(query.Batch, template, target, token));
    }

    // In parts, so that never more lines than these are in memory.
    private async IAsyncEnumerable<PackageLine> ReadAsync(
        BatchId batch, string template, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IQueryable<BatchLine> lines = db.BatchLines.Where(line => line.BatchId == batch);
        IQueryable<BatchLine> rest = lines;
        while (true)
        {
            var rows = await rest.Join(db.Orders, line => line.OrderId, order => order.Id, (line, order) => new { line, order })
                .LeftJoin(db.Reprints, row => row.order.Id, reprint => reprint.OrderId, (row, reprint) => new { row.line, row.order, reprint })
                .OrderBy(row => row.line.OrderNumber).Take(AtOnce).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                bool isPrint = row.reprint is not null;
                string name = FileNaming.Name(
                    isPrint ? PrintTemplate : template, row.order.Identity.UniqueNumber, row.line.OrderNumber.Value,
                    row.order.Identity.SchoolCode);
                yield return new PackageLine($"{(isPrint ? "prints" : "photos")}/{name}", row.order.Identity, row.line, row.reprint?.Job);
            }

            if (rows.Count < AtOnce) yield break;
            OrderNumber last = rows[^1].line.OrderNumber;
            rest = lines.Where(line => line.OrderNumber.CompareTo(last) > 0);
        }
    }

    private async Task WriteAsync(BatchId batch, string template, Stream target, CancellationToken cancellationToken)
    {
        // The manifest comes last and tells of sheets that were drawn on the way, so it is written aside.
        await using Stream aside = store.OpenScratch();
        await using var manifest = new StreamWriter(aside, leaveOpen: true);
        await manifest.WriteAsync("file,unique_number,order_number,school_code,bytes,sha256,state,sheets\r\n");
        await using var drain = new Drain(target);
        using (var zip = new ZipArchive(drain, ZipArchiveMode.Create, leaveOpen: true))
        {
            await foreach (PackageLine line in ReadAsync(batch, template, cancellationToken))
            {
                if (line.Line.State != BatchLineState.Included)
                {
                    await ListAsync(manifest, line, "", line.Line.Photo.Bytes, line.Line.Photo.Sha256);
                    continue;
                }

                byte[] photo = await PhotoAsync(line, cancellationToken);
                Add(zip, line.File, photo);
                await ListAsync(manifest, line, line.File, photo.Length, line.Line.Photo.Sha256);
                if (line.Job is { } job)
                {
                    byte[] sheet = await sheets.DrawAsync(photo, job, cancellationToken);
                    string name = PrintSheets.NameOf(line.Line.OrderNumber, job);
                    Add(zip, name, sheet);
                    await ListAsync(manifest, line, name, sheet.Length, Convert.ToHexStringLower(SHA256.HashData(sheet)), job.Sheets);
                }

                await drain.FlushAsync(cancellationToken);
            }

            await manifest.FlushAsync(cancellationToken);
            aside.Position = 0;
            await AddAsync(zip, "manifest.csv", aside, drain, cancellationToken);
        }

        await drain.FlushAsync(cancellationToken);
    }

    // What is not in the package any more is listed without a file, so that whoever has an older one knows.
    private static Task ListAsync(TextWriter manifest, PackageLine line, string file, long bytes, string sha256, int? copies = null) =>
        manifest.WriteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{file},{line.Student.UniqueNumber},{line.Line.OrderNumber},{line.Student.SchoolCode},{bytes},{sha256},{StateOf(line.Line)},{copies}\r\n"));

    private static string StateOf(BatchLine line) => line.State switch
    {
        BatchLineState.Included => "included",
        BatchLineState.Returned => "returned",
        BatchLineState.Superseded => "superseded",
        BatchLineState.Remade => "remade",
        _ => throw new ArgumentOutOfRangeException(nameof(line)),
    };

    // A photo that is not what the batch took must break the package off, not slip into it.
    private async Task<byte[]> PhotoAsync(PackageLine line, CancellationToken cancellationToken)
    {
        await using Stream? content = await store.OpenAsync(line.Line.Photo.Key, cancellationToken);
        if (content is null) throw new InvalidDataException($"The photo of order {line.Line.OrderNumber} is not in the store.");
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken);
        byte[] photo = buffer.ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(photo)) == line.Line.Photo.Sha256
            ? photo
            : throw new InvalidDataException($"The photo of order {line.Line.OrderNumber} differs from its hash.");
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }

    // In pieces, each of which is passed on before the next is read.
    private static async Task AddAsync(ZipArchive zip, string name, Stream content, Drain drain, CancellationToken cancellationToken)
    {
        await using Stream entry = await zip.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(cancellationToken);
        byte[] piece = new byte[Piece];
        while (await content.ReadAsync(piece, cancellationToken) is > 0 and int read)
        {
            await entry.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            await drain.FlushAsync(cancellationToken);
        }
    }

    private sealed record PackageLine(string File, StudentIdentity Student, BatchLine Line, PrintJob? Job);
}
