using System.Security.Claims;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Orders;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>A webhook as its client wants it.</summary>
/// <param name="Url">Where events are sent: an https address on the public internet, at most 500 characters.</param>
/// <param name="EventTypes">Which events: types of the section webhooks; none or missing for all.</param>
internal sealed record WebhookRequest(string Url, IReadOnlyList<string>? EventTypes = null);

/// <summary>From when on events are sent once more.</summary>
/// <param name="Since">When they happened at the earliest; the log goes back 30 days.</param>
internal sealed record WebhookReplayRequest(DateTimeOffset Since);

/// <summary>Webhooks by the Standard Webhooks rules.</summary>
internal static class WebhookEndpoints
{
    private const int DefaultPageSize = 20;
    private static readonly WebhookRequest Example = new(
        "https://photos.example.edu.cn/campusphoto", [WebhookEventType.OrderPaid, WebhookEventType.OrderCompleted]);

    private static readonly WebhookView ExampleView = new(
        new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"), Example.Url, Example.EventTypes!,
        new DateTimeOffset(2027, 3, 1, 9, 30, 0, TimeSpan.Zero), null, null, null, null);

    private static readonly WebhookWithSecret ExampleSecret = new(ExampleView, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=");

    public static void Map(IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/integrations/webhooks").WithTags(Tags.Integrators).RequireAuthorization(Policies.IntegratorWebhooks);
        webhooks.MapGet("", List).WithName("ListWebhooks").WithSummary("The client's webhooks, oldest first");
        webhooks.MapPost("", Create).WithName("CreateWebhook")
            .WithSummary("Have events sent to an address; answers the secret that signs them, once").AcceptsIdempotencyKey()
            .RequestExample(Example).AnswerExample(ExampleSecret)
            .ProducesErrors(
                WebhookErrors.UrlNotAllowed, WebhookErrors.EventTypesInvalid, WebhookErrors.TooMany, CommonErrors.Conflict);
        webhooks.MapGet("/{id}", Get).WithName("GetWebhook").WithSummary("One webhook: whether it is sent to, and since when it fails")
            .AnswerExample(ExampleView).ProducesErrors(WebhookErrors.NotFound);
        webhooks.MapPut("/{id}", Change).WithName("ChangeWebhook").WithSummary("Have other events sent, or elsewhere")
            .RequestExample(Example).AnswerExample(ExampleView)
            .ProducesErrors(
                WebhookErrors.NotFound, WebhookErrors.UrlNotAllowed, WebhookErrors.EventTypesInvalid, CommonErrors.Conflict);
        webhooks.MapDelete("/{id}", Delete).WithName("DeleteWebhook").WithSummary("Delete a webhook with its delivery log")
            .ProducesErrors(WebhookErrors.NotFound, CommonErrors.Conflict);
        webhooks.MapPost("/{id}/secret", Rotate).WithName("RotateWebhookSecret")
            .WithSummary("Another secret; for 24 hours the old one signs too").AcceptsIdempotencyKey()
            .AnswerExample(ExampleSecret).ProducesErrors(WebhookErrors.NotFound, CommonErrors.Conflict);
        webhooks.MapPost("/{id}/enabling", Enable).WithName("EnableWebhook")
            .WithSummary("Send again to a webhook that was disabled; events that waited go first")
            .AnswerExample(ExampleView).ProducesErrors(WebhookErrors.NotFound, CommonErrors.Conflict);
        webhooks.MapPost("/{id}/test", Test).WithName("TestWebhook").WithSummary("Send the event webhook.test").AcceptsIdempotencyKey()
            .ProducesErrors(WebhookErrors.NotFound, WebhookErrors.Disabled, CommonErrors.Conflict);
        webhooks.MapGet("/{id}/deliveries", ListDeliveries).WithName("ListWebhookDeliveries")
            .WithSummary("The delivery log, newest event first; kept for 30 days")
            .ProducesErrors(WebhookErrors.NotFound, CommonErrors.CursorInvalid);
        webhooks.MapPost("/{id}/deliveries/{deliveryId}/replay", ReplayOne).WithName("ReplayWebhookDelivery")
            .WithSummary("Send one event once more, under the same webhook-id")
            .ProducesErrors(
                WebhookErrors.NotFound, WebhookErrors.DeliveryNotFound, WebhookErrors.Disabled, CommonErrors.Conflict);
        webhooks.MapPost("/{id}/replay", Replay).WithName("ReplayWebhook")
            .WithSummary("Send all events since a time once more, under the same webhook-ids")
            .RequestExample(new WebhookReplayRequest(new DateTimeOffset(2027, 3, 1, 0, 0, 0, OrderNumber.ChinaOffset)))
            .AnswerExample(new ReplayedEvents(12)).ProducesErrors(WebhookErrors.NotFound, WebhookErrors.Disabled);
    }

    private static async Task<Results<Ok<Page<WebhookView>>, ProblemResult>> List(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListWebhooksQuery(user.SubjectId()), cancellationToken)).ToOk();

    private static async Task<Results<Created<WebhookWithSecret>, ProblemResult>> Create(
        WebhookRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new CreateWebhookCommand(user.SubjectId(), request.Url, request.EventTypes ?? []), cancellationToken))
        .ToCreated(made => $"{ApiEndpoints.Root}/integrations/webhooks/{made.Webhook.Id}");

    private static async Task<Results<Ok<WebhookView>, ProblemResult>> Get(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetWebhookQuery(user.SubjectId(), new WebhookId(id)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<WebhookView>, ProblemResult>> Change(
        Guid id, WebhookRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ChangeWebhookCommand(user.SubjectId(), new WebhookId(id), request.Url, request.EventTypes ?? []), cancellationToken)).ToOk();

    private static async Task<Results<NoContent, ProblemResult>> Delete(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteWebhookCommand(user.SubjectId(), new WebhookId(id)), cancellationToken)).ToNoContent();

    private static async Task<Results<Ok<WebhookWithSecret>, ProblemResult>> Rotate(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RotateWebhookSecretCommand(user.SubjectId(), new WebhookId(id)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<WebhookView>, ProblemResult>> Enable(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new EnableWebhookCommand(user.SubjectId(), new WebhookId(id)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<WebhookDeliveryView>, ProblemResult>> Test(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new TestWebhookCommand(user.SubjectId(), new WebhookId(id)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<WebhookDeliveryView>>, ProblemResult>> ListDeliveries(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken, WebhookDeliveryState? state = null,
        string? cursor = null, int pageSize = DefaultPageSize) =>
        (await sender.Send(
            new ListWebhookDeliveriesQuery(user.SubjectId(), new WebhookId(id), state, cursor, pageSize), cancellationToken)).ToOk();

    private static async Task<Results<Ok<WebhookDeliveryView>, ProblemResult>> ReplayOne(
        Guid id, Guid deliveryId, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ReplayWebhookDeliveryCommand(user.SubjectId(), new WebhookId(id), new WebhookDeliveryId(deliveryId)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<ReplayedEvents>, ProblemResult>> Replay(
        Guid id, WebhookReplayRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ReplayWebhookProcess(user.SubjectId(), new WebhookId(id), request.Since), cancellationToken)).ToOk();
}
