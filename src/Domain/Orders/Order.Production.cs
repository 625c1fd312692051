using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Production;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    /// <summary>Takes it into a batch. Photo and identity never change from here on.</summary>
    public Result StartProduction(BatchId batch, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.StartProduction, by.Kind, now) is { } refusal) return refusal;
        BatchId = batch;
        Move(OrderAction.StartProduction, OrderStatus.InProduction, by, batch.ToString(), now);
        return Result.Ok;
    }

    /// <summary>Takes it out of its batch again.</summary>
    public Result ReturnFromBatch(string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.ReturnFromBatch, by.Kind, now) is { } refusal) return refusal;
        BatchId = null;
        Move(OrderAction.ReturnFromBatch, OrderStatus.PendingProduction, by, reason, now);
        return Result.Ok;
    }

    /// <summary>Delivered, with the receiver's receipt.</summary>
    public Result Complete(string receipt, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.Complete, by.Kind, now) is { } refusal) return refusal;
        Move(OrderAction.Complete, OrderStatus.Completed, by, receipt, now);
        return Result.Ok;
    }

    /// <summary>勘误: the photo has to be done again, free of charge, in a new round with attempts anew.</summary>
    public Result OpenCorrection(string reason, DateTimeOffset deadline, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.OpenCorrection, by.Kind, now) is { } refusal) return refusal;
        if (deadline <= now) return OrderErrors.DeadlineNotLater;
        Round++;
        Rejections = 0;
        BatchId = null;
        ResubmissionDeadline = deadline;
        Move(OrderAction.OpenCorrection, OrderStatus.Rejected, by, reason, now);
        return Result.Ok;
    }
}
