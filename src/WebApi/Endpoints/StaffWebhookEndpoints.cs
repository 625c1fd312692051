using CampusPhoto.Application.Common;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Orders;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>Integrators' webhooks, for whoever helps them: where events go, what came of them, and sending them once more.</summary>
internal static class StaffWebhookEndpoints
{
    private const int DefaultPageSize = 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/staff/webhooks").WithTags(Tags.Staff).RequireAuthorization(Policies.OperatorOrAdministrator);
        webhooks.MapGet("", List).WithName("ListStaffWebhooks")
            .WithSummary("Integrators' webhooks, of all clients or of one; without secrets");
        webhooks.MapGet("/{id}/deliveries", ListDeliveries).WithName("ListStaffWebhookDeliveries")
            .WithSummary("An integrator's delivery log, newest event first; recorded in the audit trail")
            .ProducesErrors(WebhookErrors.NotFound, CommonErrors.CursorInvalid);
        webhooks.MapPost("/{id}/deliveries/{deliveryId}/replay", ReplayOne).WithName("ReplayStaffWebhookDelivery")
            .WithSummary("Send an integrator one event once more, under the same webhook-id; recorded in the audit trail")
            .ProducesErrors(
                WebhookErrors.NotFound, WebhookErrors.DeliveryNotFound, WebhookErrors.Disabled, CommonErrors.Conflict);
        webhooks.MapPost("/{id}/replay", Replay).WithName("ReplayStaffWebhook")
            .WithSummary("Send an integrator all events since a time once more, under the same webhook-ids; recorded in the audit trail")
            .RequestExample(new WebhookReplayRequest(new DateTimeOffset(2027, 3, 1, 0, 0, 0, OrderNumber.ChinaOffset)))
            .AnswerExample(new ReplayedEvents(12)).ProducesErrors(WebhookErrors.NotFound, WebhookErrors.Disabled);
    }

    private static async Task<Results<Ok<Page<StaffWebhookView>>, ProblemResult>> List(
        ISender sender, CancellationToken cancellationToken, string? clientId = null) =>
        (await sender.Send(new ListStaffWebhooksQuery(clientId), cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<WebhookDeliveryView>>, ProblemResult>> ListDeliveries(
        Guid id, ISender sender, CancellationToken cancellationToken, WebhookDeliveryState? state = null,
        string? cursor = null, int pageSize = DefaultPageSize) =>
        (await sender.Send(
            new ListWebhookDeliveriesQuery(null, new WebhookId(id), state, cursor, pageSize), cancellationToken)).ToOk();

    private static async Task<Results<Ok<WebhookDeliveryView>, ProblemResult>> ReplayOne(
        Guid id, Guid deliveryId, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ReplayWebhookDeliveryCommand(null, new WebhookId(id), new WebhookDeliveryId(deliveryId)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<ReplayedEvents>, ProblemResult>> Replay(
        Guid id, WebhookReplayRequest request, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ReplayWebhookProcess(null, new WebhookId(id), request.Since), cancellationToken)).ToOk();
}
