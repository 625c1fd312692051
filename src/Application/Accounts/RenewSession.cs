using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Accounts;

/// <summary>Renews a session by the generation that its refresh token holds.</summary>
public sealed record RenewSessionProcess(Guid Session, int Generation) : IProcess<SessionTicket>;

internal sealed class RenewSessionHandler(ISessions sessions) : IRequestHandler<RenewSessionProcess, Result<SessionTicket>>
{
    public Task<Result<SessionTicket>> Handle(RenewSessionProcess request, CancellationToken cancellationToken) =>
        sessions.RenewAsync(request.Session, request.Generation, cancellationToken);
}

/// <summary>Ends a session, so that it cannot be renewed.</summary>
public sealed record EndSessionProcess(Guid Session) : IProcess<Unit>;

internal sealed class EndSessionHandler(ISessions sessions) : IRequestHandler<EndSessionProcess, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(EndSessionProcess request, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(request.Session, cancellationToken);
        return Unit.Value;
    }
}
