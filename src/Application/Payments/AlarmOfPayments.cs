using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Orders;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Application.Payments;

/// <summary>Says aloud what a person has to look into: money that is not as asked for, and refunds that stopped.</summary>
internal sealed partial class AlarmOfPayments(ILogger<AlarmOfPayments> logger)
    : IEventHandler<PaymentSuspected>, IEventHandler<RefundMoved>
{
    public bool Concerns(RefundMoved happened) => happened.State is RefundState.Abnormal or RefundState.Closed;

    public Task HandleAsync(Guid messageId, PaymentSuspected happened, CancellationToken cancellationToken)
    {
        LogSuspected(happened.OutTradeNo);
        return Task.CompletedTask;
    }

    public Task HandleAsync(Guid messageId, RefundMoved happened, CancellationToken cancellationToken)
    {
        LogRefund(happened.OutRefundNo, happened.State);
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Payment {OutTradeNo} is not as asked for; finance decides")]
    private partial void LogSuspected(string outTradeNo);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "Refund {OutRefundNo} stopped as {State}; finance has it sent again")]
    private partial void LogRefund(string outRefundNo, RefundState state);
}
