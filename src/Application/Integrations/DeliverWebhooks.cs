using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Integrations;
using MediatR;

namespace CampusPhoto.Application.Integrations;

/// <summary>Sends what is due for one webhook, one event after the other; answers how many were tried.</summary>
public sealed record DeliverWebhooksProcess(WebhookId Webhook) : IProcess<int>;

internal sealed class DeliverWebhooksHandler(ISender sender, IWebhookQueue queue, IWebhookSender webhooks)
    : IRequestHandler<DeliverWebhooksProcess, Result<int>>
{
    private const int MostAtOnce = 50;

    public async Task<Result<int>> Handle(DeliverWebhooksProcess request, CancellationToken cancellationToken)
    {
        int tried = 0;
        while (tried < MostAtOnce && await queue.ClaimAsync(request.Webhook, cancellationToken) is { } claimed)
        {
            WebhookAnswer answer = await webhooks.SendAsync(claimed, cancellationToken);
            TimeSpan? wait = answer.Fault is null ? null : queue.WaitAfter(claimed.Attempt);
            Result<bool> recorded = await sender.Send(
                new RecordWebhookAnswerCommand(claimed.Id, claimed.Attempt, answer, wait), cancellationToken);
            if (recorded.Error is { } error) return error;
            tried++;
        }

        return tried;
    }
}

/// <summary>Records what came of an attempt; answers whether it disabled the webhook.</summary>
internal sealed record RecordWebhookAnswerCommand(WebhookDeliveryId Delivery, int Attempt, WebhookAnswer Answer, TimeSpan? Wait)
    : ICommand<bool>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) =>
        answer is true ? AuditNote.On("webhook.disabled", "webhook_delivery", Delivery.Value, Answer.Fault ?? "") : null;
}

internal sealed class RecordWebhookAnswerHandler(IWebhooks webhooks, TimeProvider clock)
    : IRequestHandler<RecordWebhookAnswerCommand, Result<bool>>
{
    private const int Gone = 410;

    public async Task<Result<bool>> Handle(RecordWebhookAnswerCommand command, CancellationToken cancellationToken)
    {
        // Deleted, or replayed meanwhile: then the attempts that follow are what counts.
        if (await webhooks.FindDeliveryAsync(command.Delivery, cancellationToken) is not ({ } delivery, { } webhook)) return false;
        if (delivery.Attempts != command.Attempt) return false;
        DateTimeOffset now = clock.GetUtcNow();
        if (command.Answer is { Fault: null, Status: { } status })
        {
            delivery.Deliver(status, command.Answer.Took, now);
            webhook.Succeed();
            return false;
        }

        delivery.Fail(command.Answer.Status, command.Answer.Fault ?? "", command.Answer.Took, command.Wait, now);
        return webhook.Fail(command.Answer.Status == Gone, now);
    }
}
