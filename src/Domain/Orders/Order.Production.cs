using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    /// <summary>The photo that was in production last, or null before the first time.</summary>
    public SubmissionId? ProducedSubmissionId { get; private set; }

    /// <summary>Whether what was delivered is being made again from the same photo.</summary>
    public bool IsRemake { get; private set; }

    /// <summary>Why the last correction was opened, or null; shown to the student.</summary>
    public string? CorrectionReason { get; private set; }

    /// <summary>勘误 that the student may still ask for; those that others open do not count.</summary>
    public int CorrectionsLeft { get; private set; }

    /// <summary>When the last correction was opened, or null.</summary>
    public DateTimeOffset? CorrectionOpenedAt { get; private set; }

    /// <summary>What 学信网 said of the photo that was produced last.</summary>
    public ChsiResult ChsiResult { get; private set; }

    /// <summary>When that was recorded, or null.</summary>
    public DateTimeOffset? ChsiResultAt { get; private set; }

    /// <summary>校对: when the student found the photo that was produced last to be right, or null.</summary>
    public DateTimeOffset? ProofConfirmedAt { get; private set; }

    /// <summary>Takes it into a batch. Photo and identity never change from here on.</summary>
    public Result StartProduction(BatchId batch, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.StartProduction, by.Kind, now) is { } refusal) return refusal;
        BatchId = batch;
        if (ProducedSubmissionId != CurrentSubmissionId)
        {
            (ChsiResult, ChsiResultAt, ProofConfirmedAt) = (ChsiResult.Awaited, null, null);
            ProducedSubmissionId = CurrentSubmissionId;
        }

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

    /// <summary>Delivered, with the receiver's receipt or the parcel's number.</summary>
    public Result Complete(string receipt, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.Complete, by.Kind, now) is { } refusal) return refusal;
        IsRemake = false;
        Move(OrderAction.Complete, OrderStatus.Completed, by, receipt, now);
        return Result.Ok;
    }

    /// <summary>
    /// Has what was delivered made again from the same photo, because it was lost, damaged or badly printed. It is neither
    /// reviewed again nor paid back meanwhile.
    /// </summary>
    public Result ReturnForRemake(string reason, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.ReturnForRemake, by.Kind, now) is { } refusal) return refusal;
        (BatchId, IsRemake) = (null, true);
        Move(OrderAction.ReturnForRemake, OrderStatus.PendingProduction, by, reason, now);
        return Result.Ok;
    }

    /// <summary>勘误: the photo has to be done again, free of charge, in a new round with attempts anew.</summary>
    public Result OpenCorrection(string reason, DateTimeOffset deadline, Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.OpenCorrection, by.Kind, now) is { } refusal) return refusal;
        if (deadline <= now) return OrderErrors.DeadlineNotLater;
        if (by.Kind == ActorKind.Student) CorrectionsLeft--;
        BeginCorrection(reason, deadline, by, now);
        return Result.Ok;
    }

    /// <summary>学信网审核结果: an accepted photo is noted, and a refused one opens a correction with the reason.</summary>
    /// <returns>Whether it was new; what is known of the produced photo already changes nothing.</returns>
    public Result<bool> RecordResult(bool accepted, string reason, DateTimeOffset deadline, Actor by, DateTimeOffset now)
    {
        ChsiResult result = accepted ? ChsiResult.Accepted : ChsiResult.Refused;
        if (ChsiResult == result && by.Kind == ActorKind.Operator) return false;
        if (Refusal(OrderAction.RecordResult, by.Kind, now) is { } refusal) return refusal;
        if (!accepted && deadline <= now) return OrderErrors.DeadlineNotLater;
        (ChsiResult, ChsiResultAt) = (result, now);
        OrderStatus from = Status;
        if (accepted) Move(OrderAction.RecordResult, Status, by, "", now);
        else BeginCorrection(reason, deadline, by, now);
        Raise(new ResultRecorded(Id, Number, accepted, from, Status, ChangedAt));
        return true;
    }

    /// <summary>校对, 确认无误: the student finds the delivered photo and what it is delivered under right.</summary>
    public Result ConfirmProof(Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.ConfirmProof, by.Kind, now) is { } refusal) return refusal;
        ProofConfirmedAt = now;
        Move(OrderAction.ConfirmProof, Status, by, "", now);
        return Result.Ok;
    }

    /// <summary>校对, 照片有误: the student has the photo done again.</summary>
    public Result DisputePhoto(string reason, DateTimeOffset deadline, Actor by, DateTimeOffset now)
    {
        OrderStatus from = Status;
        Result opened = OpenCorrection(reason, deadline, by, now);
        if (opened.Succeeded) Raise(new ProofDisputed(Id, Number, from, Status, ChangedAt));
        return opened;
    }

    /// <summary>校对, 信息有误: what stands beside the photo is wrong, which support looks into; the order stays as it is.</summary>
    public Result DisputeInformation(Actor by, DateTimeOffset now)
    {
        if (Refusal(OrderAction.ConfirmProof, by.Kind, now) is { } refusal) return refusal;
        Raise(new ProofDisputed(Id, Number, Status, Status, now));
        return Result.Ok;
    }

    private void BeginCorrection(string reason, DateTimeOffset deadline, Actor by, DateTimeOffset now)
    {
        Round++;
        Rejections = 0;
        (BatchId, IsRemake, ResubmissionDeadline) = (null, false, deadline);
        (CorrectionReason, CorrectionOpenedAt) = (reason, now);
        Move(OrderAction.OpenCorrection, OrderStatus.Rejected, by, reason, now);
    }

    // Prints have no photo of their own: theirs is corrected with the order that it was approved in.
    private Error? ProductionHindrance(OrderAction action, ActorKind who) => action switch
    {
        _ when Kind == OrderKind.Reprint => NotAllowed(action),
        OrderAction.ConfirmProof when ChsiResult == ChsiResult.Refused => NotAllowed(action),
        OrderAction.ConfirmProof when Status == OrderStatus.InProduction && ChsiResult != ChsiResult.Accepted => NotAllowed(action),
        OrderAction.ConfirmProof or OrderAction.OpenCorrection when who == ActorKind.Student && ProofConfirmedAt is not null
            => OrderErrors.ProofConfirmed,
        OrderAction.OpenCorrection when who == ActorKind.Student && CorrectionsLeft == 0 => OrderErrors.CorrectionsUsedUp,
        _ => null,
    };
}
