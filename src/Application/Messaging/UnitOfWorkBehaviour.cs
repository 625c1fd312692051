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
            if (key is not null
                && await idempotency.FindAsync<TResponse>(answers, key, clock, cancellationToken) is { Found: true } replay)
            {
                return replay.Response;
            }

            TResponse response = await next(cancellationToken);
            if (response.Error is not null)
            {
                unitOfWork.Forget();
                return response;
            }

            if (key is not null) answers.AddFinished(key, IdempotencyScope.Write(response));
            if (await unitOfWork.TrySaveAsync(cancellationToken)) return response;
        }

        return TResponse.Failure(CommonErrors.Conflict);
    }
}
