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

/// <summary>学信网 said something new of the photo that was produced.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">Its number.</param>
/// <param name="Accepted">Whether it was accepted; where not, a correction was opened.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="At">When.</param>
public sealed record ResultRecorded(
    OrderId OrderId, OrderNumber Number, bool Accepted, OrderStatus From, OrderStatus To, DateTimeOffset At) : IDomainEvent;

/// <summary>校对: the student found something wrong with what was delivered.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">Its number.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after: another one where the photo is wrong, the same where only what stands beside it is.</param>
/// <param name="At">When.</param>
public sealed record ProofDisputed(OrderId OrderId, OrderNumber Number, OrderStatus From, OrderStatus To, DateTimeOffset At) : IDomainEvent;

/// <summary>A charge's facts differ from what was asked for. A person decides.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="OutTradeNo">Our number of the attempt.</param>
/// <param name="At">When.</param>
public sealed record PaymentSuspected(OrderId OrderId, string OutTradeNo, DateTimeOffset At) : IDomainEvent;

/// <summary>A refund went on at the provider.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">Its number.</param>
/// <param name="AccountId">The student's account.</param>
/// <param name="OutRefundNo">Our number of the refund.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="At">When.</param>
public sealed record RefundMoved(
    OrderId OrderId, OrderNumber Number, AccountId AccountId, string OutRefundNo, RefundState State, DateTimeOffset At) : IDomainEvent;

/// <summary>A deadline of the student is near.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="AccountId">The student's account.</param>
/// <param name="Action">What is to be done: pay, or send another photo.</param>
/// <param name="Status">Where the order stands.</param>
/// <param name="DueAt">Until when.</param>
/// <param name="At">When it was said.</param>
public sealed record OrderReminded(
    OrderId OrderId, AccountId AccountId, OrderAction Action, OrderStatus Status, DateTimeOffset DueAt, DateTimeOffset At) : IDomainEvent;
