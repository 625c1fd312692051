using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Production;

/// <summary>Makes a batch of all orders of a campaign that are ready, and locks it.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Operator">The operator.</param>
public sealed record MakeBatchProcess(CampaignId Campaign, Guid Operator) : IProcess<MadeBatch>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("batch.made", "batch", ((MadeBatch)answer!).Batch.Id);
}

/// <summary>A batch that was made.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Skipped">Orders that moved meanwhile and stay where they are.</param>
public sealed record MadeBatch(BatchView Batch, IReadOnlyList<SkippedOrder> Skipped);

/// <summary>An order that a batch could not take.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Code">Code of the error that says why.</param>
public sealed record SkippedOrder(Guid OrderId, string Code);

internal sealed class MakeBatchHandler(ISender sender, IReadDb db) : IRequestHandler<MakeBatchProcess, Result<MadeBatch>>
{
    // Small enough that one transaction stays short, large enough that 10 000 orders are not 10 000 flushes.
    private const int Chunk = 100;

    public async Task<Result<MadeBatch>> Handle(MakeBatchProcess request, CancellationToken cancellationToken)
    {
        if (!await db.Campaigns.AnyAsync(campaign => campaign.Id == request.Campaign, cancellationToken)) return CampaignErrors.NotFound;
        List<OrderId> ready = await db.Orders
            .Where(order => order.CampaignId == request.Campaign && order.Status == OrderStatus.PendingProduction)
            .OrderBy(order => order.PlacedAt).ThenBy(order => order.Number)
            .Select(order => order.Id).ToListAsync(cancellationToken);
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
