using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;
using MediatR;

namespace CampusPhoto.Application.Orders;

/// <summary>去编辑, 修改照片: another photo takes the place of the current one.</summary>
public sealed record ReplaceOrderSubmissionCommand(AccountId Account, OrderId Order, SubmissionId Submission)
    : ICommand<OrderView>;

internal sealed class ReplaceOrderSubmissionHandler(
    IOrderRepository orders, ISubmissionRepository submissions, TimeProvider clock)
    : IRequestHandler<ReplaceOrderSubmissionCommand, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(ReplaceOrderSubmissionCommand command, CancellationToken cancellationToken)
    {
        if (await orders.GetOwnAsync(command.Order, command.Account, cancellationToken) is not { } order) return OrderErrors.NotFound;
        Submission? submission = await submissions.GetAsync(command.Submission, cancellationToken);
        if (submission is null || submission.AccountId != command.Account) return SubmissionErrors.NotFound;
        DateTimeOffset now = clock.GetUtcNow();

        // The same call again, after its answer was lost.
        if (order.CurrentSubmissionId == submission.Id && order.Status == OrderStatus.PendingReview)
            return OrderView.Of(order, now);
        if (await submissions.IsUsedByAnotherAsync(submission, order.Identity, cancellationToken)) return SubmissionErrors.UsedByAnother;
        IReadOnlyList<Submission> earlier = await submissions.GetAsync(
            [.. order.Reviews.Select(review => review.SubmissionId).Append(order.CurrentSubmissionId).Distinct()], cancellationToken);
        Result replaced = order.ReplaceSubmission(submission, new Actor(ActorKind.Student, command.Account.Value), now, earlier);
        return replaced.Error is { } error ? error : OrderView.Of(order, now);
    }
}

internal static class OwnOrders
{
    /// <summary>The account's own order, or null: a foreign one looks like a missing one.</summary>
    public static async Task<Order?> GetOwnAsync(
        this IOrderRepository orders, OrderId id, AccountId account, CancellationToken cancellationToken) =>
        await orders.GetAsync(id, cancellationToken) is { } order && order.AccountId == account ? order : null;
}
