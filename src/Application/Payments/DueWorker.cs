using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Application.Payments;

/// <summary>
/// Works off what is due at a provider: a few at a time, each in a scope of its own, until nothing is due, the provider does
/// not answer, or the run has taken long enough. What is left stays due.
/// </summary>
internal sealed class DueWorker(IDueWork due, IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int AtOnce = 8;
    private const int Chunk = 4 * AtOnce;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(12);

    /// <summary>Asks for attempts that are due, and closes those that are to be closed.</summary>
    /// <returns>How many were asked for.</returns>
    public Task<int> SettleAttemptsAsync(CancellationToken cancellationToken) => WorkAsync(
        due.ClaimAttemptsAsync,
        async (services, attempt, token) =>
        {
            AttemptSettlement settlement = services.GetRequiredService<AttemptSettlement>();
            return attempt.Closing
                ? (await settlement.CloseAsync(attempt, token)).Error
                : (await settlement.AskAsync(attempt, token)).Error;
        },
        cancellationToken);

    /// <summary>Sends refunds that are due, or asks for them.</summary>
    /// <returns>How many were tried.</returns>
    public Task<int> SettleRefundsAsync(CancellationToken cancellationToken) => WorkAsync(
        due.ClaimRefundsAsync,
        async (services, refund, token) =>
            (await services.GetRequiredService<RefundSettlement>().SettleAsync(refund.OutRefundNo, token)).Error,
        cancellationToken);

    private async Task<int> WorkAsync<T>(
        Func<int, CancellationToken, Task<IReadOnlyList<T>>> claim,
        Func<IServiceProvider, T, CancellationToken, Task<Error?>> work,
        CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        int done = 0;
        while (clock.GetElapsedTime(start) < Longest)
        {
            IReadOnlyList<T> claimed = await claim(Chunk, cancellationToken);
            if (claimed.Count == 0) break;
            int unanswered = 0;
            await Parallel.ForEachAsync(
                claimed,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (one, token) =>
                {
                    await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                    if ((await work(scope.ServiceProvider, one, token))?.Kind == ErrorKind.Unavailable)
                        Interlocked.Increment(ref unanswered);
                });
            done += claimed.Count;

            // A provider that is out of reach is not asked hundreds of times; each row comes again at its own time.
            if (unanswered == claimed.Count) break;
        }

        return done;
    }
}
