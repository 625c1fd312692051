using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Messaging;

/// <summary>
/// Saves a command once its handler has succeeded. When another change came first, the handler runs again on what is
/// there now, and so gives the answer that the late caller deserves.
/// </summary>
internal sealed class UnitOfWorkBehaviour<TRequest, TResponse>(
    IUnitOfWork unitOfWork, IIdempotencyStore answers, IdempotencyScope idempotency, TimeProvider clock)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ITransactional
    where TResponse : IResult<TResponse>
{
    private const int MostTries = 8;

    public async Task<TResponse> Handle(
        TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        IdempotencyKey? key = idempotency.Take(request);
        for (int tries = 0; tries < MostTries; tries++)
        {
            unitOfWork.Forget();
            if (await FindAsync(key, cancellationToken) is { Found: true } earlier) return earlier.Response;

            TResponse response = await next(cancellationToken);
            if (response.Error is not null)
            {
                unitOfWork.Forget();

                // A double may have been done since: what refuses this one is then its own success.
                return await FindAsync(key, cancellationToken) is { Found: true } meanwhile ? meanwhile.Response : response;
            }

            if (key is not null) answers.AddFinished(key, IdempotencyScope.Write(response));
            if (await unitOfWork.TrySaveAsync(cancellationToken)) return response;
        }

        return TResponse.Failure(CommonErrors.Conflict);
    }

    private async Task<Replay<TResponse>> FindAsync(IdempotencyKey? key, CancellationToken cancellationToken) =>
        key is null ? default : await idempotency.FindAsync<TResponse>(answers, key, clock, cancellationToken);
}
