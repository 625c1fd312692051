using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Production;

/// <summary>Where a batch stands.</summary>
public enum BatchStatus
{
    /// <summary>Taking orders.</summary>
    Draft,

    /// <summary>Its orders are fixed; the package may be fetched.</summary>
    Locked,

    /// <summary>Delivered with a receipt, in a parcel, or both.</summary>
    Delivered,

    /// <summary>Given up before it was locked; its orders wait for another batch.</summary>
    Cancelled,
}

/// <summary>制作批次: a locked set of approved orders with manifest and package.</summary>
public sealed class ProductionBatch : AggregateRoot
{
    /// <summary>Greatest length of a receipt.</summary>
    public const int MaxReceiptLength = 100;

    private ProductionBatch()
    {
    }

    /// <summary>A batch that takes orders of one campaign.</summary>
    public ProductionBatch(BatchId id, CampaignId campaign, Guid createdBy, DateTimeOffset now) =>
        (Id, CampaignId, CreatedBy, CreatedAt) = (id, campaign, createdBy, now);

    /// <summary>Identity.</summary>
    public BatchId Id { get; private set; }

    /// <summary>The campaign whose orders it takes.</summary>
    public CampaignId CampaignId { get; private set; }

    /// <summary>Who made it.</summary>
    public Guid CreatedBy { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public BatchStatus Status { get; private set; }

    /// <summary>When its orders were fixed.</summary>
    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>When it was delivered.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>The receiver's receipt, if there is one.</summary>
    public string? Receipt { get; private set; }

    /// <summary>快递公司, if it went by parcel.</summary>
    public string? Carrier { get; private set; }

    /// <summary>快递单号, if it went by parcel.</summary>
    public string? ParcelNumber { get; private set; }

    /// <summary>Takes an order, which thereby goes into production.</summary>
    /// <returns>The batch's line for it, or why the order stays where it is.</returns>
    public Result<BatchLine> Take(Order order, Submission submission, Actor by, DateTimeOffset now)
    {
        if (Status != BatchStatus.Draft) return BatchErrors.NotAllowed.With("status", Status.ToString());
        if (order.CampaignId != CampaignId) return OrderErrors.NotFound;
        if (submission.Id != order.CurrentSubmissionId || submission.Delivered is not { } photo)
            return OrderErrors.NotTheCurrentSubmission;
        if (order.StartProduction(Id, by, now).Error is { } error) return error;
        Touch();
        return new BatchLine(Id, order.Id, order.Number, submission.Id, photo);
    }

    /// <summary>Fixes its orders.</summary>
    public Result Lock(DateTimeOffset now)
    {
        if (Status != BatchStatus.Draft) return BatchErrors.NotAllowed.With("status", Status.ToString());
        (Status, LockedAt) = (BatchStatus.Locked, now);
        Touch();
        return Result.Ok;
    }

    /// <summary>Records its delivery, with a receipt, a parcel, or both.</summary>
    public Result Deliver(string? receipt, DateTimeOffset now, TrackedParcel? parcel = null)
    {
        if (Status != BatchStatus.Locked) return BatchErrors.NotAllowed.With("status", Status.ToString());
        (Status, DeliveredAt, Receipt) = (BatchStatus.Delivered, now, receipt);
        (Carrier, ParcelNumber) = (parcel?.Carrier, parcel?.Number);
        Touch();
        return Result.Ok;
    }

    /// <summary>Gives up a batch that has not been locked.</summary>
    public Result Cancel()
    {
        if (Status != BatchStatus.Draft) return BatchErrors.NotAllowed.With("status", Status.ToString());
        Status = BatchStatus.Cancelled;
        Touch();
        return Result.Ok;
    }
}

/// <summary>What became of an order in a batch.</summary>
public enum BatchLineState
{
    /// <summary>In the package.</summary>
    Included,

    /// <summary>Taken out again.</summary>
    Returned,

    /// <summary>Replaced by a correction.</summary>
    Superseded,

    /// <summary>Delivered, and made again by a later batch.</summary>
    Remade,
}

/// <summary>One order in a batch, with the photo as it was when the batch took it.</summary>
public sealed class BatchLine
{
    private BatchLine() => Photo = null!;

    internal BatchLine(BatchId batch, OrderId order, OrderNumber number, SubmissionId submission, StoredPhoto photo) =>
        (BatchId, OrderId, OrderNumber, SubmissionId, Photo) = (batch, order, number, submission, photo);

    /// <summary>The batch.</summary>
    public BatchId BatchId { get; private set; }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; private set; }

    /// <summary>Its number.</summary>
    public OrderNumber OrderNumber { get; private set; }

    /// <summary>The submission whose photo is delivered.</summary>
    public SubmissionId SubmissionId { get; private set; }

    /// <summary>The delivered photo.</summary>
    public StoredPhoto Photo { get; private set; }

    /// <summary>What became of it.</summary>
    public BatchLineState State { get; private set; }

    /// <summary>When 学信网's acceptance of it was recorded, or null.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>Forgets where the photo was; size and hash stay as the proof of what was delivered.</summary>
    public void ErasePhoto() => Photo = Photo with { Key = "" };

    /// <summary>Marks it as taken out.</summary>
    public void MarkReturned() => State = BatchLineState.Returned;

    /// <summary>Marks it as replaced by a correction.</summary>
    public void MarkSuperseded() => State = BatchLineState.Superseded;

    /// <summary>Marks it as one that a later batch makes again.</summary>
    public void MarkRemade() => State = BatchLineState.Remade;

    /// <summary>Notes that 学信网 accepted the photo.</summary>
    public void MarkAccepted(DateTimeOffset now) => AcceptedAt = now;

    /// <summary>Holds again, because the correction ended without another photo.</summary>
    public void Restore() => State = BatchLineState.Included;
}
