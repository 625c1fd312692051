using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;

namespace CampusPhoto.Application.Abstractions;

/// <summary>What orders for prints are for, for change.</summary>
public interface IReprints
{
    /// <summary>The student's order for prints that waits for its payment, or null.</summary>
    Task<OrderId?> FindUnpaidAsync(EnrolmentId enrolment, CancellationToken cancellationToken);

    /// <summary>What an order for prints is for, or null.</summary>
    Task<Reprint?> GetAsync(OrderId order, CancellationToken cancellationToken);

    /// <summary>What those of a batch's orders that were printed are for, by number.</summary>
    Task<IReadOnlyList<(OrderNumber Number, Reprint Reprint)>> GetAsync(
        BatchId batch, IReadOnlyCollection<OrderNumber> numbers, CancellationToken cancellationToken);

    /// <summary>Adds one; a student has one at a time that waits for its payment.</summary>
    void Add(Reprint reprint);
}
