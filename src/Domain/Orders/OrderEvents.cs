using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Orders;

/// <summary>An action was done with an order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">Its number.</param>
/// <param name="AccountId">The student's account.</param>
/// <param name="Action">What was done.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="At">When.</param>
public sealed record OrderTransitioned(
    OrderId OrderId,
    OrderNumber Number,
    AccountId AccountId,
    OrderAction Action,
    OrderStatus From,
    OrderStatus To,
    DateTimeOffset At) : IDomainEvent;

/// <summary>A charge's facts differ from what was asked for. A person decides.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="OutTradeNo">Our number of the attempt.</param>
/// <param name="At">When.</param>
public sealed record PaymentSuspected(OrderId OrderId, string OutTradeNo, DateTimeOffset At) : IDomainEvent;
