using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Domain.Submissions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>Makes a batch of a campaign's orders that are ready, and locks it.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Filter">Which of them, or null for all.</param>
public sealed record MakeBatchProcess(CampaignId Campaign, Guid Operator, BatchFilter? Filter = null) : IProcess<MadeBatch>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("batch.made", "batch", ((MadeBatch)answer!).Batch.Id);
}

/// <summary>Which of a campaign's ready orders a batch takes; what is null does not matter.</summary>
/// <param name="College">学院 by the roster.</param>
/// <param name="Kind">What the order is for.</param>
/// <param name="ApprovedBefore">Only orders that nobody approved at or after that time.</param>
public sealed record BatchFilter(string? College = null, OrderKind? Kind = null, DateTimeOffset? ApprovedBefore = null);

internal sealed class MakeBatchValidator : AbstractValidator<MakeBatchProcess>
{
    public MakeBatchValidator()
    {
        RuleFor(process => process.Filter!.College).MaximumLength(RosterEntry.MaxTextLength).When(process => process.Filter is not null)
            .OverridePropertyName("College").Says("学院最长 100 个字符。", "A college has at most 100 characters.");
        RuleFor(process => process.Filter!.Kind).IsInEnum().When(process => process.Filter is not null)
            .OverridePropertyName("Kind").Says("请选择订单类型：Collection、Freshman 或 Reprint。", "Choose a kind: Collection, Freshman or Reprint.");
    }
}

/// <summary>A batch that was made.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Skipped">Orders that moved meanwhile and stay where they are.</param>
public sealed record MadeBatch(BatchView Batch, IReadOnlyList<SkippedOrder> Skipped);

/// <summary>An order that a batch could not take.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Code">Code of the error that says why.</param>
public sealed record SkippedOrder(Guid OrderId, string Code);

internal sealed class MakeBatchHandler(ISender sender, IReadDb db, IBatchRepository batches) : IRequestHandler<MakeBatchProcess, Result<MadeBatch>>
{
    // Small enough that one transaction stays short, large enough that 10 000 orders are not 10 000 flushes.
    private const int Chunk = 100;

    public async Task<Result<MadeBatch>> Handle(MakeBatchProcess request, CancellationToken cancellationToken)
    {
        if (!await db.Campaigns.AnyAsync(campaign => campaign.Id == request.Campaign, cancellationToken)) return CampaignErrors.NotFound;
        IReadOnlyList<OrderId> ready = await batches.ListReadyAsync(
            request.Campaign, request.Filter ?? new BatchFilter(), cancellationToken);
        if (ready.Count == 0) return BatchErrors.Empty;

        Result<BatchId> opened = await sender.Send(new OpenBatchCommand(request.Campaign, request.Operator), cancellationToken);
        if (opened.Error is { } unopened) return unopened;
        List<SkippedOrder> skipped = [];
        foreach (OrderId[] chunk in ready.Chunk(Chunk))
        {
            Result<IReadOnlyList<SkippedOrder>> taken = await sender.Send(
                new TakeOrdersCommand(opened.Value, chunk, request.Operator), cancellationToken);
            if (taken.Error is { } error) return error;
            skipped.AddRange(taken.Value);
        }

        bool empty = skipped.Count == ready.Count;
        Result ended = await sender.Send(new EndDraftCommand(opened.Value, Lock: !empty), cancellationToken);
        if (ended.Error is { } unlocked) return unlocked;
        if (empty) return BatchErrors.Empty;
        Result<BatchView> view = await sender.Send(new GetBatchQuery(opened.Value), cancellationToken);
        return view.Error is { } missing ? missing : new MadeBatch(view.Value, skipped);
    }
}

internal sealed record OpenBatchCommand(CampaignId Campaign, Guid Operator) : ICommand<BatchId>;

internal sealed class OpenBatchHandler(IBatchRepository batches, TimeProvider clock)
    : IRequestHandler<OpenBatchCommand, Result<BatchId>>
{
    public Task<Result<BatchId>> Handle(OpenBatchCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var batch = new ProductionBatch(Id.New<BatchId>(now), command.Campaign, command.Operator, now);
        batches.Add(batch);
        return Task.FromResult<Result<BatchId>>(batch.Id);
    }
}

internal sealed record TakeOrdersCommand(BatchId Batch, IReadOnlyList<OrderId> Orders, Guid Operator)
    : ICommand<IReadOnlyList<SkippedOrder>>;

internal sealed class TakeOrdersHandler(
    IBatchRepository batches, IOrderRepository orders, ISubmissionRepository submissions, TimeProvider clock)
    : IRequestHandler<TakeOrdersCommand, Result<IReadOnlyList<SkippedOrder>>>
{
    public async Task<Result<IReadOnlyList<SkippedOrder>>> Handle(
        TakeOrdersCommand command, CancellationToken cancellationToken)
    {
        if (await batches.GetAsync(command.Batch, cancellationToken) is not { } batch) return BatchErrors.NotFound;
        IReadOnlyList<Order> found = await orders.GetAsync(command.Orders, cancellationToken);
        Dictionary<SubmissionId, Submission> photos = (await submissions.GetAsync(
            [.. found.Select(order => order.CurrentSubmissionId)], cancellationToken)).ToDictionary(photo => photo.Id);
        var by = new Actor(ActorKind.Operator, command.Operator);
        DateTimeOffset now = clock.GetUtcNow();
        List<SkippedOrder> skipped = [];
        foreach (Order order in found)
        {
            Result<BatchLine> line = batch.Take(order, photos[order.CurrentSubmissionId], by, now);
            if (line.Error is { } error) skipped.Add(new SkippedOrder(order.Id.Value, error.Code));
            else batches.Add(line.Value);
        }

        return skipped;
    }
}

internal sealed record EndDraftCommand(BatchId Batch, bool Lock) : ICommand;

internal sealed class EndDraftHandler(IBatchRepository batches, TimeProvider clock) : IRequestHandler<EndDraftCommand, Result>
{
    public async Task<Result> Handle(EndDraftCommand command, CancellationToken cancellationToken)
    {
        if (await batches.GetAsync(command.Batch, cancellationToken) is not { } batch) return BatchErrors.NotFound;
        return command.Lock ? batch.Lock(clock.GetUtcNow()) : batch.Cancel();
    }
}
