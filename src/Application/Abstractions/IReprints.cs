using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Abstractions;

/// <summary>What orders for prints are for, for change.</summary>
public interface IReprints
{
    /// <summary>The student's order for prints that waits for its payment, or null.</summary>
    Task<OrderId?> FindUnpaidAsync(EnrolmentId enrolment, CancellationToken cancellationToken);

    /// <summary>Adds one; a student has one at a time that waits for its payment.</summary>
    void Add(Reprint reprint);
}
