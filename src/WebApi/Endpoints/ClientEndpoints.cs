using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Staff;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Staff;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>Client credentials that are to be made.</summary>
/// <param name="ClientId">Public name: 3 to 100 letters, digits, '.', '-' and '_'.</param>
/// <param name="Scopes">
/// For another organisation's program: orders, batches, photo-checks, webhooks, sandbox. For a person's scripts: staff: and a role that the person has,
/// such as staff:Operator; the scripts then act as the person.
/// </param>
/// <param name="OwnerId">The person who answers for it.</param>
/// <param name="ExpiresAt">Until when it holds; within 400 days.</param>
/// <param name="CallsPerMinute">Calls that it may make in a minute; null for RateLimits:PerClientPerMinute.</param>
/// <param name="PhotoChecksPerDay">Photos that it may have checked in a day; null for PhotoCheckQuotas:IntegratorPerDay.</param>
internal sealed record NewClientRequest(
    string ClientId, IReadOnlyList<string> Scopes, Guid OwnerId, DateTimeOffset ExpiresAt, int? CallsPerMinute = null,
    int? PhotoChecksPerDay = null);

/// <summary>What a client may use up.</summary>
/// <param name="CallsPerMinute">Calls that it may make in a minute: 1 to 100 000; null for RateLimits:PerClientPerMinute.</param>
/// <param name="PhotoChecksPerDay">Photos that it may have checked in a day: 1 to 1 000 000; null for PhotoCheckQuotas:IntegratorPerDay.</param>
internal sealed record ClientQuotaRequest(int? CallsPerMinute = null, int? PhotoChecksPerDay = null);

/// <summary>Client credentials, of other organisations' programs and of people's scripts.</summary>
internal static class ClientEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var clients = api.MapGroup("/staff/clients").WithTags(Tags.Staff).RequireAuthorization(Policies.Administrator)
            .AddEndpointFilter<OpenSession>();
        clients.MapGet("", List).WithName("ListClients").WithSummary("All client credentials, newest first")
            .ProducesErrors(AccountErrors.SessionEnded);
        clients.MapPost("", Create).WithName("CreateClient")
            .WithSummary("Make client credentials for which a person answers; answers the secret, once").AcceptsIdempotencyKey()
            .RequestExample(new NewClientRequest(
                "huadong", [ClientScopes.Orders], new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"),
                new DateTimeOffset(2027, 8, 31, 0, 0, 0, OrderNumber.ChinaOffset)))
            .ProducesErrors(
                StaffErrors.NotFound, ClientErrors.ScopesInvalid, ClientErrors.IdTaken, CommonErrors.Conflict, AccountErrors.SessionEnded);
        clients.MapPost("/{id}/secret", Rotate).WithName("RotateClientSecret")
            .WithSummary("Give a client another secret; the old one and access tokens by it hold no longer")
            .ProducesErrors(ClientErrors.NotFound, ClientErrors.Revoked, CommonErrors.Conflict, AccountErrors.SessionEnded);
        clients.MapPut("/{id}/quota", ChangeQuota).WithName("ChangeClientQuota")
            .WithSummary("Change what a client may use up; access tokens that are out keep the old numbers for their ten minutes, the next has the new ones")
            .RequestExample(new ClientQuotaRequest(600, 5000))
            .ProducesErrors(ClientErrors.NotFound, ClientErrors.Revoked, CommonErrors.Conflict, AccountErrors.SessionEnded);
        clients.MapPost("/{id}/revocation", Revoke).WithName("RevokeClient")
            .WithSummary("Revoke a client for good; its access tokens are refused within a second")
            .ProducesErrors(ClientErrors.NotFound, CommonErrors.Conflict, AccountErrors.SessionEnded);
    }

    private static async Task<Results<Ok<Page<ClientView>>, ProblemResult>> List(
        ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListClientsQuery(), cancellationToken)).ToOk();

    // There is no call for one client: what is made is told here, and listed.
    private static async Task<Results<Created<ClientWithSecret>, ProblemResult>> Create(
        NewClientRequest client, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new CreateClientCommand(
                client.ClientId, client.Scopes, client.OwnerId, client.ExpiresAt,
                new ClientQuota(client.CallsPerMinute, client.PhotoChecksPerDay)),
            cancellationToken))
        .ToCreated(_ => $"{ApiEndpoints.Root}/staff/clients");

    private static async Task<Results<Ok<ClientWithSecret>, ProblemResult>> Rotate(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RotateClientSecretCommand(id), cancellationToken)).ToOk();

    private static async Task<Results<Ok<ClientView>, ProblemResult>> ChangeQuota(
        Guid id, ClientQuotaRequest quota, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ChangeClientQuotaCommand(id, new ClientQuota(quota.CallsPerMinute, quota.PhotoChecksPerDay)), cancellationToken)).ToOk();

    private static async Task<Results<Ok<ClientView>, ProblemResult>> Revoke(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RevokeClientCommand(id), cancellationToken)).ToOk();
}
