using System.Globalization;
using System.Linq.Expressions;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Staff;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Staff;

/// <summary>Client credentials, without their secret.</summary>
/// <param name="Id">Identity.</param>
/// <param name="ClientId">Public name, sent as client_id.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="OwnerId">The person who answers for it.</param>
/// <param name="ExpiresAt">Until when it holds.</param>
/// <param name="RevokedAt">When it was revoked, or null.</param>
/// <param name="CallsPerMinute">Calls that it may make in a minute; null for the usual number.</param>
/// <param name="PhotoChecksPerDay">Photos that it may have checked in a day; null for the usual number.</param>
public sealed record ClientView(
    Guid Id, string ClientId, IReadOnlyList<string> Scopes, Guid? OwnerId, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt,
    int? CallsPerMinute, int? PhotoChecksPerDay)
{
    internal static ClientView Of(ClientCredential client) => new(
        client.Id, client.ClientId, client.Scopes, client.OwnerId, client.ExpiresAt, client.RevokedAt, client.Quota.CallsPerMinute,
        client.Quota.PhotoChecksPerDay);
}

/// <summary>Client credentials with a new secret, which is shown once.</summary>
/// <param name="Client">The client.</param>
/// <param name="Secret">Sent as client_secret.</param>
public sealed record ClientWithSecret(ClientView Client, string Secret);

/// <summary>All client credentials, newest first.</summary>
public sealed record ListClientsQuery : IQuery<Page<ClientView>>;

internal sealed class ListClientsHandler(IClientCredentials clients) : IRequestHandler<ListClientsQuery, Result<Page<ClientView>>>
{
    public async Task<Result<Page<ClientView>>> Handle(ListClientsQuery query, CancellationToken cancellationToken) =>
        new Page<ClientView>([.. (await clients.ListAsync(cancellationToken)).Select(ClientView.Of)], null);
}

/// <summary>An administrator makes client credentials for which a person answers.</summary>
/// <param name="ClientId">Public name: 3 to 100 letters, digits, '.', '-' and '_'.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Owner">The person.</param>
/// <param name="ExpiresAt">Until when it holds; at most 400 days from now.</param>
/// <param name="Quota">What it may use up.</param>
public sealed record CreateClientCommand(
    string ClientId, IReadOnlyList<string> Scopes, Guid Owner, DateTimeOffset ExpiresAt, ClientQuota Quota)
    : ICommand<ClientWithSecret>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) =>
        AuditNote.On("client.created", "client", ((ClientWithSecret)answer!).Client.Id, string.Join(' ', Scopes));
}

internal sealed class CreateClientValidator : AbstractValidator<CreateClientCommand>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    public CreateClientValidator(TimeProvider clock)
    {
        RuleFor(command => command.ClientId).NotEmpty().Matches("^[A-Za-z0-9._-]{3,100}$")
            .Says("clientId 应为 3 至 100 位字母、数字、点、短横线或下划线。", "A client id has 3 to 100 letters, digits, '.', '-' or '_'.");
        RuleFor(command => command.Scopes).NotNull().Says("请选择权限范围。", "Give the scopes.");
        RuleFor(command => command.ExpiresAt).Must(at => at > clock.GetUtcNow() && at <= clock.GetUtcNow() + Longest)
            .Says("有效期应晚于现在，最长 400 天。", "It expires later than now and within 400 days.");
        ClientQuotas.Check(this, command => command.Quota.CallsPerMinute, command => command.Quota.PhotoChecksPerDay);
    }
}

internal sealed class CreateClientHandler(IClientCredentials clients, IStaffDirectory staff, TimeProvider clock)
    : IRequestHandler<CreateClientCommand, Result<ClientWithSecret>>
{
    public async Task<Result<ClientWithSecret>> Handle(CreateClientCommand command, CancellationToken cancellationToken)
    {
        if (await staff.FindAsync(command.Owner, cancellationToken) is not { } owner) return StaffErrors.NotFound;
        if (!ClientScopes.MayBeGiven(command.Scopes, owner.Roles)) return ClientErrors.ScopesInvalid;
        if (await clients.IsTakenAsync(command.ClientId, cancellationToken)) return ClientErrors.IdTaken;
        var client = new ClientCredential(
            Guid.CreateVersion7(clock.GetUtcNow()), command.ClientId, command.Scopes, owner.Id, command.ExpiresAt.ToUniversalTime(), null,
            command.Quota);
        string secret = Passwords.New();
        clients.Add(client, secret);
        return new ClientWithSecret(ClientView.Of(client), secret);
    }
}

/// <summary>An administrator gives a client another secret; the old one holds no longer, nor do access tokens by it.</summary>
public sealed record RotateClientSecretCommand(Guid Client) : ICommand<ClientWithSecret>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("client.secret_rotated", "client", Client);
}

internal sealed class RotateClientSecretHandler(IClientCredentials clients, TimeProvider clock)
    : IRequestHandler<RotateClientSecretCommand, Result<ClientWithSecret>>
{
    public async Task<Result<ClientWithSecret>> Handle(RotateClientSecretCommand command, CancellationToken cancellationToken)
    {
        if (await clients.GetAsync(command.Client, cancellationToken) is not { } client) return ClientErrors.NotFound;
        if (client.RevokedAt is not null) return ClientErrors.Revoked;
        string secret = Passwords.New();
        await clients.SetSecretAsync(client.Id, secret, clock.GetUtcNow(), cancellationToken);
        return new ClientWithSecret(ClientView.Of(client), secret);
    }
}

/// <summary>An administrator revokes a client for good; its access tokens end within a second.</summary>
public sealed record RevokeClientCommand(Guid Client) : ICommand<ClientView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("client.revoked", "client", Client);
}

internal sealed class RevokeClientHandler(IClientCredentials clients, TimeProvider clock)
    : IRequestHandler<RevokeClientCommand, Result<ClientView>>
{
    public async Task<Result<ClientView>> Handle(RevokeClientCommand command, CancellationToken cancellationToken)
    {
        if (await clients.GetAsync(command.Client, cancellationToken) is not { } client) return ClientErrors.NotFound;
        if (client.RevokedAt is not null) return ClientView.Of(client);
        DateTimeOffset now = clock.GetUtcNow();
        await clients.RevokeAsync(client.Id, now, cancellationToken);
        return ClientView.Of(client with { RevokedAt = now });
    }
}

/// <summary>An administrator changes what a client may use up; access tokens that are out go on with the old numbers.</summary>
/// <param name="Client">The client.</param>
/// <param name="Quota">What it may use up from now on.</param>
public sealed record ChangeClientQuotaCommand(Guid Client, ClientQuota Quota) : ICommand<ClientView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On(
        "client.quota_changed", "client", Client,
        string.Create(CultureInfo.InvariantCulture, $"{Quota.CallsPerMinute?.ToString(CultureInfo.InvariantCulture) ?? "usual"} calls/minute, {Quota.PhotoChecksPerDay?.ToString(CultureInfo.InvariantCulture) ?? "usual"} checks/day"));
}

internal sealed class ChangeClientQuotaValidator : AbstractValidator<ChangeClientQuotaCommand>
{
    public ChangeClientQuotaValidator() =>
        ClientQuotas.Check(this, command => command.Quota.CallsPerMinute, command => command.Quota.PhotoChecksPerDay);
}

internal sealed class ChangeClientQuotaHandler(IClientCredentials clients)
    : IRequestHandler<ChangeClientQuotaCommand, Result<ClientView>>
{
    public async Task<Result<ClientView>> Handle(ChangeClientQuotaCommand command, CancellationToken cancellationToken)
    {
        if (await clients.GetAsync(command.Client, cancellationToken) is not { } client) return ClientErrors.NotFound;
        if (client.RevokedAt is not null) return ClientErrors.Revoked;
        await clients.SetQuotaAsync(client.Id, command.Quota, cancellationToken);
        return ClientView.Of(client with { Quota = command.Quota });
    }
}

internal static class ClientQuotas
{
    private const int MostCalls = 100_000;
    private const int MostChecks = 1_000_000;

    public static void Check<T>(AbstractValidator<T> rules, Expression<Func<T, int?>> calls, Expression<Func<T, int?>> checks)
    {
        rules.RuleFor(calls).InclusiveBetween(1, MostCalls).OverridePropertyName("callsPerMinute")
            .Says("callsPerMinute 应为 1 至 100000。", "The calls per minute are 1 to 100000.");
        rules.RuleFor(checks).InclusiveBetween(1, MostChecks).OverridePropertyName("photoChecksPerDay")
            .Says("photoChecksPerDay 应为 1 至 1000000。", "The photo checks per day are 1 to 1000000.");
    }
}
