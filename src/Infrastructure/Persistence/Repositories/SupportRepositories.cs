using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class TicketRepository(AppDbContext db) : ITickets
{
    public Task<Ticket?> GetAsync(TicketId id, CancellationToken cancellationToken) =>
        db.Tickets.Include(ticket => ticket.Messages.OrderBy(message => message.Sequence)).AsSingleQuery()
            .SingleOrDefaultAsync(ticket => ticket.Id == id, cancellationToken);

    public async Task<TicketId?> FindOpenAsync(AccountId account, TicketTopic topic, CancellationToken cancellationToken)
    {
        TicketId found = await db.Tickets
            .Where(ticket => ticket.AccountId == account && ticket.Topic == topic && ticket.Status != TicketStatus.Closed)
            .Select(ticket => ticket.Id).SingleOrDefaultAsync(cancellationToken);
        return found == default ? null : found;
    }

    public void Add(Ticket ticket) => db.Tickets.Add(ticket);
}

internal sealed class InvoiceRepository(AppDbContext db) : IInvoices
{
    public Task<InvoiceRequest?> GetAsync(InvoiceId id, CancellationToken cancellationToken) =>
        db.Invoices.SingleOrDefaultAsync(request => request.Id == id, cancellationToken);

    public Task<InvoiceRequest?> FindAsync(OrderId order, CancellationToken cancellationToken) =>
        db.Invoices.SingleOrDefaultAsync(
            request => request.OrderId == order && request.Status != InvoiceStatus.Declined, cancellationToken);

    public void Add(InvoiceRequest request) => db.Invoices.Add(request);
}
