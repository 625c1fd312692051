using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Retention;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Retention;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Domain.Support;
using CampusPhoto.Infrastructure.Persistence.Configurations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CampusPhoto.Infrastructure.Persistence;

internal sealed class Erasure(AppDbContext db, TimeProvider clock) : IErasure
{
    public async Task<IReadOnlyList<EnrolmentId>> DuePhotosAsync(RetentionClocks clocks, int atMost, CancellationToken cancellationToken) =>
        [
            .. (await DuePhotos(clocks).OrderBy(photo => photo.SubmittedAt).Take(atMost).Select(photo => photo.EnrolmentId)
                .ToListAsync(cancellationToken)).Distinct(),
        ];

    public Task<bool> ArePhotosDueAsync(EnrolmentId enrolment, RetentionClocks clocks, CancellationToken cancellationToken) =>
        DuePhotos(clocks).AnyAsync(photo => photo.EnrolmentId == enrolment, cancellationToken);

    public async Task<IReadOnlyList<EnrolmentId>> UnorderedAsync(AccountId account, CancellationToken cancellationToken) =>
        await db.Submissions
            .Where(photo => photo.AccountId == account && photo.ErasedAt == null
                && !db.Orders.Any(order => order.EnrolmentId == photo.EnrolmentId && order.Status != OrderStatus.Cancelled))
            .Select(photo => photo.EnrolmentId).Distinct().ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<EnrolmentId>> DueStudentsAsync(RetentionClocks clocks, int atMost, CancellationToken cancellationToken)
    {
        IQueryable<Order> keeping = Keeping(clocks);
        IQueryable<Campaign> over = Over(clocks);
        return await db.Enrolments
            .Where(enrolment => enrolment.ForgottenAt == null
                && (enrolment.ExtendedUntil == null || enrolment.ExtendedUntil <= clocks.ClosedCampaign)
                && over.Any(campaign => campaign.Id == enrolment.CampaignId)
                && !keeping.Any(order => order.EnrolmentId == enrolment.Id))
            .OrderBy(enrolment => enrolment.CreatedAt).Select(enrolment => enrolment.Id).Take(atMost).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<string>> UnderWayAsync(AccountId account, CancellationToken cancellationToken)
    {
        List<OrderNumber> numbers = await db.Orders
            .Where(order => order.AccountId == account
                && ((order.Status != OrderStatus.Completed && order.Status != OrderStatus.Cancelled)
                    || order.RefundStatus == RefundStatus.Requested || order.RefundStatus == RefundStatus.Pending
                    || order.Charges.Any(charge => charge.Disposition == ChargeDisposition.Suspicious)))
            .OrderBy(order => order.PlacedAt).Select(order => order.Number).ToListAsync(cancellationToken);
        return [.. numbers.Select(number => number.Value)];
    }

    public async Task<Erased> ForgetPhotosAsync(EnrolmentId enrolment, CancellationToken cancellationToken)
    {
        List<Submission> photos = await db.Submissions
            .Where(photo => photo.EnrolmentId == enrolment && photo.ErasedAt == null).ToListAsync(cancellationToken);
        SubmissionId[] ids = [.. photos.Select(photo => photo.Id)];
        List<BatchLine> lines = await db.BatchLines.Where(line => ids.Contains(line.SubmissionId)).ToListAsync(cancellationToken);
        foreach (BatchLine line in lines) line.ErasePhoto();
        DateTimeOffset now = clock.GetUtcNow();
        List<string> keys = [];
        foreach (Submission photo in photos)
        {
            keys.AddRange(photo.Erase(now));
            EntityEntry<Submission> row = db.Entry(photo);
            foreach (string band in FingerprintBands.Names) row.Property(band).CurrentValue = null;
        }

        return new Erased(new ErasedCounts(Photos: keys.Count), keys);
    }

    public async Task<Erased> ForgetStudentAsync(EnrolmentId enrolment, CancellationToken cancellationToken)
    {
        Erased photos = await ForgetPhotosAsync(enrolment, cancellationToken);
        Enrolment student = await db.Enrolments.SingleAsync(found => found.Id == enrolment, cancellationToken);
        student.Forget(clock.GetUtcNow());
        List<Order> orders = await db.Orders.Include(order => order.Reviews).Where(order => order.EnrolmentId == enrolment)
            .ToListAsync(cancellationToken);
        foreach (Order order in orders) order.Forget();
        return photos with { Counts = photos.Counts + new ErasedCounts(Students: 1, Orders: orders.Count) };
    }

    public async Task<Erased> ForgetAccountAsync(AccountId account, CancellationToken cancellationToken)
    {
        ErasedCounts counts = new();
        List<string> keys = [];
        foreach (EnrolmentId enrolment in await db.Enrolments.Where(found => found.AccountId == account)
            .Select(found => found.Id).ToListAsync(cancellationToken))
        {
            Erased student = await ForgetStudentAsync(enrolment, cancellationToken);
            counts += student.Counts;
            keys.AddRange(student.PhotoKeys);
        }

        List<Reprint> reprints = await db.Reprints.Where(found => found.AccountId == account && found.Address != null).ToListAsync(cancellationToken);
        foreach (Reprint reprint in reprints) reprint.EraseAddress();
        counts += new ErasedCounts(Addresses: reprints.Count);
        db.InboxMessages.RemoveRange(await db.InboxMessages.Where(found => found.AccountId == account).ToListAsync(cancellationToken));
        db.SubscribeDeliveries.RemoveRange(await db.SubscribeDeliveries.Where(found => found.AccountId == account).ToListAsync(cancellationToken));
        db.Recognitions.RemoveRange(await db.Recognitions.Where(found => found.AccountId == account).ToListAsync(cancellationToken));
        Erased tickets = Forget(await db.Tickets.Include(ticket => ticket.Messages).Where(found => found.AccountId == account)
            .ToListAsync(cancellationToken));

        // What was issued is an accounting record; what was not is only a wish.
        db.Invoices.RemoveRange(await db.Invoices.Where(found => found.AccountId == account && found.Status != InvoiceStatus.Issued)
            .ToListAsync(cancellationToken));
        return new Erased(counts + tickets.Counts, [.. keys, .. tickets.PhotoKeys]);
    }

    public async Task<int> EraseAddressesAsync(RetentionClocks clocks, CancellationToken cancellationToken) =>
        await db.Reprints
            .Where(reprint => reprint.Address != null && db.Orders.Any(order => order.Id == reprint.OrderId
                && (order.Status == OrderStatus.Completed || order.Status == OrderStatus.Cancelled) && order.ChangedAt <= clocks.Address))
            .ExecuteUpdateAsync(
                reprint => reprint.SetProperty(one => one.Recipient, (string?)null).SetProperty(one => one.Phone, (string?)null)
                    .SetProperty(one => one.Address, (string?)null).SetProperty(one => one.ParcelNumber, (string?)null),
                cancellationToken);

    public async Task<int> EraseRostersAsync(RetentionClocks clocks, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IQueryable<Campaign> over = Over(clocks);
        return await db.RosterEntries
            .Where(entry => entry.ForgottenAt == null && (entry.ExtendedUntil == null || entry.ExtendedUntil <= clocks.ClosedCampaign)
                && over.Any(campaign => campaign.Id == entry.CampaignId))
            .ExecuteUpdateAsync(
                entry => entry.SetProperty(one => one.Number, "").SetProperty(one => one.Name, (string?)null)
                    .SetProperty(one => one.ForgottenAt, now),
                cancellationToken);
    }

    public async Task<Erased> ForgetTicketsAsync(RetentionClocks clocks, int atMost, CancellationToken cancellationToken) =>
        Forget(await db.Tickets.Include(ticket => ticket.Messages)
            .Where(ticket => ticket.Status == TicketStatus.Closed && ticket.ChangedAt <= clocks.Ticket)
            .OrderBy(ticket => ticket.ChangedAt).Take(atMost).ToListAsync(cancellationToken));

    public Task<int> CountFacesAsync(CancellationToken cancellationToken) => db.Enrolments
        .Where(enrolment => db.Submissions.Any(photo => photo.EnrolmentId == enrolment.Id && photo.ErasedAt == null))
        .Select(enrolment => EF.Property<KeyedHash>(enrolment, StudentIdentityConfiguration.StudentHash))
        .Distinct().CountAsync(cancellationToken);

    public void Add(ErasureRun run) => db.ErasureRuns.Add(run);

    private Erased Forget(List<Ticket> tickets)
    {
        string[] keys = [.. tickets.SelectMany(ticket => ticket.Messages).Select(message => message.Picture?.Key).OfType<string>()];
        db.Tickets.RemoveRange(tickets);
        return new Erased(new ErasedCounts(Photos: keys.Length, Tickets: tickets.Count), keys);
    }

    private IQueryable<Submission> DuePhotos(RetentionClocks clocks)
    {
        IQueryable<Order> keeping = Keeping(clocks);
        return db.Submissions
            .Where(photo => photo.ErasedAt == null && photo.SubmittedAt <= clocks.Unordered
                && !db.Submissions.Any(later => later.EnrolmentId == photo.EnrolmentId && later.ErasedAt == null && later.SubmittedAt > clocks.Unordered)
                && !keeping.Any(order => order.EnrolmentId == photo.EnrolmentId));
    }

    private IQueryable<Campaign> Over(RetentionClocks clocks) =>
        db.Campaigns.Where(campaign => campaign.ResubmissionEndsAt <= clocks.ClosedCampaign);

    /// <summary>Orders that need their photo: what is under way, and what has not been over for long enough.</summary>
    private IQueryable<Order> Keeping(RetentionClocks clocks) => db.Orders.Where(order =>
        (order.Status != OrderStatus.Completed && order.Status != OrderStatus.Cancelled)
        || order.RefundStatus == RefundStatus.Requested || order.RefundStatus == RefundStatus.Pending
        || (order.Status == OrderStatus.Completed && order.ChangedAt > clocks.Delivered)
        || (order.Status == OrderStatus.Cancelled && order.Charges.Any() && order.ChangedAt > clocks.Rejected)
        || (order.Status == OrderStatus.Cancelled && !order.Charges.Any() && order.ChangedAt > clocks.Unpaid));
}
