using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Support;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Tickets of support, for change.</summary>
public interface ITickets
{
    /// <summary>The ticket with its messages, or null.</summary>
    Task<Ticket?> GetAsync(TicketId id, CancellationToken cancellationToken);

    /// <summary>The account's open ticket of a topic, or null.</summary>
    Task<TicketId?> FindOpenAsync(AccountId account, TicketTopic topic, CancellationToken cancellationToken);

    /// <summary>Adds a new ticket; an account has one open ticket of a topic.</summary>
    void Add(Ticket ticket);
}

/// <summary>Requests for invoices, for change.</summary>
public interface IInvoices
{
    /// <summary>The request, or null.</summary>
    Task<InvoiceRequest?> GetAsync(InvoiceId id, CancellationToken cancellationToken);

    /// <summary>The order's request that was not declined, or null.</summary>
    Task<InvoiceRequest?> FindAsync(OrderId order, CancellationToken cancellationToken);

    /// <summary>Adds a new request; an order has one that was not declined.</summary>
    void Add(InvoiceRequest request);
}
