using CampusPhoto.Application.Payments;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>Fetches bills and compares them, as soon as they are there.</summary>
internal sealed class ReconciliationSweep(IServiceScopeFactory scopes) : ISweep
{
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ISender>().Send(new ReconcileDueProcess(), cancellationToken);
    }
}
