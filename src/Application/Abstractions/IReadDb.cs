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

namespace CampusPhoto.Application.Abstractions;

/// <summary>The database for reading: untracked, to be projected to what a caller is shown.</summary>
public interface IReadDb
{
    /// <summary>Schools.</summary>
    IQueryable<School> Schools { get; }

    /// <summary>Campaigns.</summary>
    IQueryable<Campaign> Campaigns { get; }

    /// <summary>Accounts with their consents.</summary>
    IQueryable<Account> Accounts { get; }

    /// <summary>Enrolments.</summary>
    IQueryable<Enrolment> Enrolments { get; }

    /// <summary>Submissions.</summary>
    IQueryable<Submission> Submissions { get; }

    /// <summary>Orders.</summary>
    IQueryable<Order> Orders { get; }

    /// <summary>What orders for prints are for.</summary>
    IQueryable<Reprint> Reprints { get; }

    /// <summary>Reviewers' decisions.</summary>
    IQueryable<Review> Reviews { get; }

    /// <summary>Lines of the ledger.</summary>
    IQueryable<LedgerEntry> Ledger { get; }

    /// <summary>Tickets of support.</summary>
    IQueryable<Ticket> Tickets { get; }

    /// <summary>Requests for invoices.</summary>
    IQueryable<InvoiceRequest> Invoices { get; }

    /// <summary>Runs of the erasure job.</summary>
    IQueryable<ErasureRun> ErasureRuns { get; }

    /// <summary>Batches.</summary>
    IQueryable<ProductionBatch> Batches { get; }

    /// <summary>Lines of batches.</summary>
    IQueryable<BatchLine> BatchLines { get; }

    /// <summary>What 学信网 said of orders, by round.</summary>
    IQueryable<ProductionResult> ProductionResults { get; }

    /// <summary>Messages to students.</summary>
    IQueryable<InboxMessage> Messages { get; }

    /// <summary>Subscribe messages on their way.</summary>
    IQueryable<SubscribeDelivery> Deliveries { get; }

    /// <summary>Shipping information on its way.</summary>
    IQueryable<ShippingUpload> ShippingUploads { get; }

    /// <summary>Reconciliations.</summary>
    IQueryable<Reconciliation> Reconciliations { get; }
}
