using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Retention;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>
/// Untracked queries: what they give is what is saved, whatever the unit of work holds. Accounts and orders come with
/// their parts in one statement, so that they belong together: between the statements of a split query another change
/// may be saved. Their parts are few, so little is multiplied.
/// </summary>
internal sealed class ReadDb(AppDbContext db) : IReadDb
{
    public IQueryable<School> Schools => db.Schools.AsNoTracking();

    public IQueryable<Campaign> Campaigns => db.Campaigns.AsNoTracking();

    public IQueryable<Account> Accounts => db.Accounts.AsNoTracking().AsSingleQuery();

    public IQueryable<Enrolment> Enrolments => db.Enrolments.AsNoTracking();

    public IQueryable<Submission> Submissions => db.Submissions.AsNoTracking();

    public IQueryable<Order> Orders => db.Orders.AsNoTracking().AsSingleQuery();

    public IQueryable<Reprint> Reprints => db.Reprints.AsNoTracking();

    public IQueryable<Review> Reviews => db.Set<Review>().AsNoTracking();

    public IQueryable<LedgerEntry> Ledger => db.LedgerEntries.AsNoTracking();

    public IQueryable<Ticket> Tickets => db.Tickets.AsNoTracking().AsSingleQuery();

    public IQueryable<InvoiceRequest> Invoices => db.Invoices.AsNoTracking();

    public IQueryable<ErasureRun> ErasureRuns => db.ErasureRuns.AsNoTracking();

    public IQueryable<ProductionBatch> Batches => db.Batches.AsNoTracking();

    public IQueryable<BatchLine> BatchLines => db.BatchLines.AsNoTracking();

    public IQueryable<ProductionResult> ProductionResults => db.ProductionResults.AsNoTracking();

    public IQueryable<InboxMessage> Messages => db.InboxMessages.AsNoTracking();

    public IQueryable<SubscribeDelivery> Deliveries => db.SubscribeDeliveries.AsNoTracking();

    public IQueryable<ShippingUpload> ShippingUploads => db.ShippingUploads.AsNoTracking();

    public IQueryable<Reconciliation> Reconciliations => db.Reconciliations.AsNoTracking().AsSingleQuery();
}
