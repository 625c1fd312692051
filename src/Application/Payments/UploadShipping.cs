using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Payments;

/// <summary>Queues shipping information once what was paid for is done: the photo is approved.</summary>
internal sealed class QueueShipping(IReadDb db, IShippingUploads uploads) : IEventHandler<OrderTransitioned>
{
    // WeChat's shipping management learns of a payment about ten seconds later.
    private static readonly TimeSpan AfterPayment = TimeSpan.FromSeconds(30);

    public bool Concerns(OrderTransitioned happened) => happened.Action == OrderAction.Approve;

    public async Task HandleAsync(Guid messageId, OrderTransitioned happened, CancellationToken cancellationToken)
    {
        Order? order = await db.Orders.Include(one => one.Attempts).Include(one => one.Charges)
            .SingleOrDefaultAsync(one => one.Id == happened.OrderId, cancellationToken);
        if (order?.Charges.SingleOrDefault(one => one.Disposition == ChargeDisposition.Accepted) is not { } charge) return;
        if (order.Attempts.Single(one => one.OutTradeNo == charge.OutTradeNo).Method != PaymentMethod.WeChat) return;

        // Approved again after a correction: WeChat has been told.
        if (await uploads.FindAsync(charge.TransactionId, cancellationToken) is not null) return;
        DateTimeOffset earliest = charge.PaidAt + AfterPayment;
        uploads.Add(new ShippingUpload(
            charge.TransactionId, order.Id, happened.At, earliest > happened.At ? earliest : happened.At));
    }
}

/// <summary>Uploads shipping information that is due; answers how many were tried.</summary>
public sealed record UploadShippingProcess : IProcess<int>;

internal sealed class UploadShippingHandler(ISender sender, IReadDb db, IDueWork due, IShippingInformation shipping)
    : IRequestHandler<UploadShippingProcess, Result<int>>
{
    private const int MostAtOnce = 50;
    private const string Item = "毕业生图像采集";

    public async Task<Result<int>> Handle(UploadShippingProcess request, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> claimed = await due.ClaimShippingAsync(MostAtOnce, cancellationToken);
        if (claimed.Count == 0) return 0;
        Result<bool> demanded = await shipping.IsDemandedAsync(cancellationToken);
        if (demanded.Error is { } error) return error;
        foreach (string transactionId in claimed)
        {
            (UploadState State, string? Fault)? end = demanded.Value
                ? await UploadAsync(transactionId, cancellationToken)
                : (UploadState.Skipped, "not_demanded");
            if (end is { } ended) await sender.Send(new EndUploadCommand(transactionId, ended.State, ended.Fault), cancellationToken);
        }

        return claimed.Count;
    }

    // Null: to be tried again.
    private async Task<(UploadState State, string? Fault)?> UploadAsync(string transactionId, CancellationToken cancellationToken)
    {
        ShippingUpload upload = await db.ShippingUploads.SingleAsync(one => one.TransactionId == transactionId, cancellationToken);
        Order order = await db.Orders.Include(one => one.Attempts).Include(one => one.Charges).Include(one => one.Refunds)
            .SingleAsync(one => one.Id == upload.OrderId, cancellationToken);
        if (order.Refundable.IsZero) return (UploadState.Skipped, "refunded");

        // After an answer that was lost, WeChat would count another upload as the one correction it allows.
        if (upload.Tries > 1 && (await shipping.FindAsync(transactionId, cancellationToken)) is { Error: null } found)
        {
            if (found.Value is ShippingState.Shipped or ShippingState.Received or ShippingState.Completed or ShippingState.Settling)
                return (UploadState.Uploaded, null);
            if (found.Value == ShippingState.Refunded) return (UploadState.Skipped, "refunded");
        }

        ReceivedCharge charge = order.Charges.Single(one => one.TransactionId == transactionId);
        string payer = order.Attempts.Single(one => one.OutTradeNo == charge.OutTradeNo).PayerOpenId;
        Result uploaded = await shipping.UploadAsync(
            new Shipment(transactionId, payer, ShippingKind.Virtual, Item, upload.ShippedAt), cancellationToken);
        if (uploaded.Error is not { } error || error.Is(ShippingErrors.Already)) return (UploadState.Uploaded, null);
        if (error.Is(ShippingErrors.NotYet) || error.Is(LoginErrors.WeChatUnavailable)) return null;
        return (UploadState.Refused, error.Facts.TryGetValue("errcode", out object? code) ? code.ToString() : error.Code);
    }
}

internal sealed record EndUploadCommand(string TransactionId, UploadState State, string? Fault) : ICommand;

internal sealed class EndUploadHandler(IShippingUploads uploads) : IRequestHandler<EndUploadCommand, Result>
{
    public async Task<Result> Handle(EndUploadCommand command, CancellationToken cancellationToken)
    {
        if (await uploads.FindAsync(command.TransactionId, cancellationToken) is not { } upload) return PaymentErrors.Unknown;
        upload.End(command.State, command.Fault);
        return Result.Ok;
    }
}
