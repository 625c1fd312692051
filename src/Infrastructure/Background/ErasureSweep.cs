using CampusPhoto.Application.Retention;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Background;

/// <summary>Erases once a day what has been kept for long enough.</summary>
internal sealed class ErasureSweep(IServiceScopeFactory scopes) : ISweep
{
    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ISender>().Send(new EraseDueProcess(), cancellationToken);
    }
}
