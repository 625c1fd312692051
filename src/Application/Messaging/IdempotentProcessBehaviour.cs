using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Messaging;

/// <summary>
/// Keeps the first answer of a process, which spans several transactions: its key is in progress from before the first
/// one. Commands keep theirs in their own transaction.
/// </summary>
internal sealed class IdempotentProcessBehaviour<TRequest, TResponse>(
    IIdempotencyStore answers, IdempotencyScope idempotency, TimeProvider clock)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IIdempotent
    where TResponse : IResult<TResponse>
{
    // Longer than the longest process, so that a key is only taken over after a crash.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    public async Task<TResponse> Handle(
        TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        if (request is ITransactional || idempotency.Take(request) is not { } key) return await next(cancellationToken);

        if (!await answers.TryBeginAsync(key, Lease, cancellationToken))
        {
            Replay<TResponse> replay = await idempotency.FindAsync<TResponse>(answers, key, clock, cancellationToken);
            return replay.Found ? replay.Response : TResponse.Failure(CommonErrors.IdempotencyInProgress);
        }

        bool finished = false;
        try
        {
            TResponse response = await next(cancellationToken);
            if (response.Error is null)
            {
                await answers.FinishAsync(key, IdempotencyScope.Write(response), CancellationToken.None);
                finished = true;
            }

            return response;
        }
        finally
        {
            if (!finished) await answers.AbandonAsync(key, CancellationToken.None);
        }
    }
}
