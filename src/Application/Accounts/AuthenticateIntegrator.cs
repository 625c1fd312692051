using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Accounts;

/// <summary>Checks an integrator's client credentials.</summary>
public sealed record AuthenticateIntegratorProcess(string ClientId, string ClientSecret) : IProcess<IntegratorClient>;

internal sealed class AuthenticateIntegratorHandler(IStaffDirectory staff)
    : IRequestHandler<AuthenticateIntegratorProcess, Result<IntegratorClient>>
{
    public Task<Result<IntegratorClient>> Handle(
        AuthenticateIntegratorProcess request, CancellationToken cancellationToken) =>
        staff.AuthenticateClientAsync(request.ClientId, request.ClientSecret, cancellationToken);
}
