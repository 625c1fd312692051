using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Payments;

/// <summary>连通性自检 of a merchant account, for operators.</summary>
/// <param name="Account">Our key of the merchant account.</param>
public sealed record TestConnectivityProcess(string Account) : IProcess<ConnectivityReport>;

/// <summary>What a connectivity test has found by now; its notification comes a moment after the answer.</summary>
public sealed record GetConnectivityTestQuery(string Account, Guid Test) : IQuery<ConnectivityReport>;

internal sealed class TestConnectivityHandler(IConnectivityTest test)
    : IRequestHandler<TestConnectivityProcess, Result<ConnectivityReport>>
{
    public Task<Result<ConnectivityReport>> Handle(TestConnectivityProcess request, CancellationToken cancellationToken) =>
        test.RunAsync(request.Account, cancellationToken);
}

internal sealed class GetConnectivityTestHandler(IConnectivityTest test)
    : IRequestHandler<GetConnectivityTestQuery, Result<ConnectivityReport>>
{
    public Task<Result<ConnectivityReport>> Handle(GetConnectivityTestQuery request, CancellationToken cancellationToken) =>
        test.FindAsync(request.Account, request.Test, cancellationToken);
}
