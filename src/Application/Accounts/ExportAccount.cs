using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Domain.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Accounts;

/// <summary>个人信息副本: everything that is kept of the student, as JSON and photos in one ZIP file.</summary>
public sealed record ExportAccountProcess(AccountId Account) : IProcess<WrittenFile>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("account.exported", "account", Account.Value);
}

internal sealed class ExportAccountHandler(IReadDb db, ISessions sessions, IPhotoStore store, IAttemptLimiter limiter)
    : IRequestHandler<ExportAccountProcess, Result<WrittenFile>>
{
    private const string Kind = "account-export";
    private const int PerDay = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<Result<WrittenFile>> Handle(ExportAccountProcess request, CancellationToken cancellationToken)
    {
        Account? account = await db.Accounts.Include(found => found.Consents)
            .SingleOrDefaultAsync(found => found.Id == request.Account && found.DeletedAt == null, cancellationToken);
        if (account is null) return AccountErrors.SessionEnded;
        string subject = request.Account.Value.ToString("N", CultureInfo.InvariantCulture);
        if (await limiter.TakeAsync(Kind, subject, PerDay, TimeSpan.FromDays(1), cancellationToken) is { } wait)
            return AccountErrors.ExportLimit.After(wait);

        List<Submission> photos = await db.Submissions.Where(found => found.AccountId == request.Account && found.ErasedAt == null)
            .OrderBy(found => found.SubmittedAt).ToListAsync(cancellationToken);
        List<Ticket> tickets = await db.Tickets.Include(found => found.Messages).Where(found => found.AccountId == request.Account)
            .ToListAsync(cancellationToken);
        byte[] data = JsonSerializer.SerializeToUtf8Bytes(await ReadAsync(account, photos, tickets, cancellationToken), Json);
        return new WrittenFile(
            $"account-{account.Id}.zip", (target, token) => WriteAsync(data, FilesOf(photos, tickets), target, token));
    }

    // Names on the wire are those of the API; what the API masks stands here in full, since it is the student's own.
    private async Task<object> ReadAsync(
        Account account, IReadOnlyList<Submission> photos, IReadOnlyList<Ticket> tickets, CancellationToken cancellationToken)
    {
        List<Enrolment> enrolments = await db.Enrolments.Where(found => found.AccountId == account.Id && found.ForgottenAt == null)
            .ToListAsync(cancellationToken);
        List<Order> orders = await db.Orders.Include(found => found.History).Include(found => found.Reviews).Include(found => found.Charges)
            .Include(found => found.Refunds).Where(found => found.AccountId == account.Id).ToListAsync(cancellationToken);
        return new
        {
            account = new { id = account.Id.Value, account.OpenId, account.Phone, account.AgreementVersion, account.AgreedAt, account.CreatedAt },
            consents = account.Consents.Select(one => new { one.Purpose, version = one.TextVersion, one.GivenAt, one.WithdrawnAt }),
            devices = (await sessions.ListAsync(account.Id.Value, cancellationToken)).Select(one => new { one.Device, one.OpenedAt, one.ExpiresAt }),
            enrolments = enrolments.OrderBy(one => one.CreatedAt).Select(one => new
            {
                id = one.Id.Value, campaignId = one.CampaignId.Value, one.CreatedAt, one.Identity.UniqueNumber, one.Identity.MaskedName,
                one.Identity.MaskedIdNumber, one.Identity.SchoolCode, one.Identity.SchoolName, one.Identity.Major,
            }),
            submissions = photos.Select(one => new
            {
                id = one.Id.Value, enrolmentId = one.EnrolmentId.Value, one.SubmittedAt, one.Passed, one.Original.Sha256,
                appeal = one.Appeal is { } appeal ? new { appeal.Ground, appeal.Reason, appeal.AppealedAt } : null, one.Report,
            }),
            orders = orders.OrderBy(one => one.PlacedAt).Select(one => new
            {
                id = one.Id.Value, number = one.Number.Value, one.Kind, one.Status, one.RefundStatus, one.PlacedAt, priceFen = one.Price.Fen,
                one.ContactPhone,
                history = one.History.OrderBy(line => line.Sequence).Select(line => new { line.Action, line.From, line.To, line.At }),
                reviews = one.Reviews.OrderBy(review => review.Sequence).Select(review => new { review.Approved, review.Reasons, review.Note, review.At }),
                payments = one.Charges.Select(charge => new { charge.TransactionId, amountFen = charge.Amount.Fen, charge.PaidAt }),
                refunds = one.Refunds.Select(refund => new { refund.OutRefundNo, amountFen = refund.Amount.Fen, refund.Cause, refund.State, refund.DecidedAt }),
            }),
            reprints = await db.Reprints.Where(one => one.AccountId == account.Id)
                .Select(one => new { orderId = one.OrderId.Value, one.Job.OfferId, one.Job.Sheets, one.Delivery, one.Recipient, one.Phone, one.Address })
                .ToListAsync(cancellationToken),
            tickets = tickets.OrderBy(one => one.OpenedAt).Select(one => new
            {
                id = one.Id.Value, one.Topic, one.Status, one.OpenedAt,
                messages = one.Messages.OrderBy(message => message.Sequence).Select(message => new { message.FromStaff, message.Text, message.At }),
            }),
            invoices = await db.Invoices.Where(one => one.AccountId == account.Id)
                .Select(one => new { orderId = one.OrderId.Value, one.Title, one.TaxNumber, one.Email, one.Status, one.Number, one.RequestedAt })
                .ToListAsync(cancellationToken),
            messages = await db.Messages.Where(one => one.AccountId == account.Id).OrderBy(one => one.At)
                .Select(one => new { one.Topic, one.Action, one.Status, one.At }).ToListAsync(cancellationToken),
        };
    }

    private static IEnumerable<(string Name, StoredPhoto Photo)> FilesOf(IEnumerable<Submission> photos, IEnumerable<Ticket> tickets)
    {
        foreach (Submission photo in photos)
        {
            yield return ($"photos/{photo.Id}-uploaded", photo.Original);
            if (photo.Delivered is { } delivered) yield return ($"photos/{photo.Id}-delivered", delivered);
        }

        foreach (Ticket ticket in tickets)
        {
            foreach (TicketMessage message in ticket.Messages)
                if (message.Picture is { } picture) yield return ($"tickets/{ticket.Id}-{message.Sequence}", picture);
        }
    }

    private async Task WriteAsync(
        byte[] data, IEnumerable<(string Name, StoredPhoto Photo)> files, Stream target, CancellationToken cancellationToken)
    {
        await using var drain = new Drain(target);
        using (var zip = new ZipArchive(drain, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "account.json", data, CompressionLevel.Optimal);
            await drain.FlushAsync(cancellationToken);
            foreach ((string name, StoredPhoto photo) in files)
            {
                // One that was erased since the rows were read is not there any more, and need not be.
                await using Stream? content = await store.OpenAsync(photo.Key, cancellationToken);
                if (content is null) continue;
                using var buffer = new MemoryStream();
                await content.CopyToAsync(buffer, cancellationToken);
                Add(zip, name + (photo.ContentType == "image/png" ? ".png" : ".jpg"), buffer.ToArray(), CompressionLevel.NoCompression);
                await drain.FlushAsync(cancellationToken);
            }
        }

        await drain.FlushAsync(cancellationToken);
    }

    private static void Add(ZipArchive zip, string name, byte[] content, CompressionLevel level)
    {
        using Stream entry = zip.CreateEntry(name, level).Open();
        entry.Write(content);
    }
}
