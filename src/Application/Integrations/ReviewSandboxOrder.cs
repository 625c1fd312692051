using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Production;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Integrations;

/// <summary>How an order of the sandbox is decided.</summary>
public enum SandboxDecision
{
    /// <summary>The photo is approved.</summary>
    Approve,

    /// <summary>驳回: the photo is rejected as blurred.</summary>
    Reject,
}

/// <summary>An integrator decides on an order of the sandbox, in place of a reviewer.</summary>
/// <param name="Client">The client.</param>
/// <param name="Number">订单编号.</param>
/// <param name="Decision">How.</param>
public sealed record ReviewSandboxOrderProcess(Guid Client, string Number, SandboxDecision Decision) : IProcess<OrderReceipt>;

internal sealed class ReviewSandboxOrderHandler(ISender sender, IReadDb db, IOptions<SandboxOptions> options)
    : IRequestHandler<ReviewSandboxOrderProcess, Result<OrderReceipt>>
{
    private const string Reason = "BLUR";

    public async Task<Result<OrderReceipt>> Handle(ReviewSandboxOrderProcess request, CancellationToken cancellationToken)
    {
        if (options.Value.Enabled != true) return SandboxErrors.Closed;
        var number = new OrderNumber(request.Number);
        if (await db.Orders.SingleOrDefaultAsync(
            order => order.Number == number && order.Identity.SchoolCode == Sandbox.SchoolCode, cancellationToken) is not { } order)
        {
            return OrderErrors.NotFound;
        }

        Result<OrderReceipt> claimed = await sender.Send(new ClaimOrderCommand(order.Id, request.Client, null), cancellationToken);
        if (claimed.Error is not null) return claimed;
        return request.Decision == SandboxDecision.Approve
            ? await sender.Send(
                new ApproveOrderCommand(order.Id, request.Client, order.CurrentSubmissionId, claimed.Value.Version), cancellationToken)
            : await sender.Send(
                new RejectOrderCommand(order.Id, request.Client, order.CurrentSubmissionId, [Reason], null, claimed.Value.Version),
                cancellationToken);
    }
}

/// <summary>An integrator has a batch made of the sandbox's approved orders, in place of an operator.</summary>
public sealed record MakeSandboxBatchProcess(Guid Client) : IProcess<MadeBatch>;

internal sealed class MakeSandboxBatchHandler(ISender sender, IReadDb db, IOptions<SandboxOptions> options)
    : IRequestHandler<MakeSandboxBatchProcess, Result<MadeBatch>>
{
    public async Task<Result<MadeBatch>> Handle(MakeSandboxBatchProcess request, CancellationToken cancellationToken)
    {
        if (options.Value.Enabled != true) return SandboxErrors.Closed;
        var ready = await db.Orders
            .Where(order => order.Status == OrderStatus.PendingProduction && order.Identity.SchoolCode == Sandbox.SchoolCode)
            .Select(order => new { order.CampaignId }).FirstOrDefaultAsync(cancellationToken);
        return ready is null ? BatchErrors.Empty : await sender.Send(new MakeBatchProcess(ready.CampaignId, request.Client), cancellationToken);
    }
}
