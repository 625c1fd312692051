using System.Collections.Concurrent;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Payments;

namespace CampusPhoto.Application.Tests.World;

/// <summary>The connectivity test at its port: keeps what was echoed.</summary>
internal sealed class EchoBook : IConnectivityTest
{
    /// <summary>Echoes that came in, by account.</summary>
    public ConcurrentQueue<(string Account, string Echo)> Echoes { get; } = new();

    public Task<Result<ConnectivityReport>> RunAsync(string account, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ConnectivityReport>>(PaymentErrors.Unknown);

    public Task<Result<ConnectivityReport>> FindAsync(string account, Guid test, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ConnectivityReport>>(PaymentErrors.Unknown);

    public Task RecordEchoAsync(string account, string echo, CancellationToken cancellationToken)
    {
        Echoes.Enqueue((account, echo));
        return Task.CompletedTask;
    }
}
