using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Messaging;

/// <summary>A request that leaves an entry in the audit trail once it has succeeded.</summary>
public interface IAudited
{
    /// <summary>What to record; null where there is nothing.</summary>
    /// <param name="answer">What the request answers, or null when it answers nothing.</param>
    AuditNote? Note(object? answer);
}

/// <summary>
/// Records what succeeded: a command's entry is saved in its own transaction; for everything else it is saved before
/// anybody gets the answer, so that no face is shown unrecorded.
/// </summary>
internal sealed class AuditBehaviour<TRequest, TResponse>(IAuditTrail trail) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IAudited
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        TResponse response = await next(cancellationToken);
        if (response.Error is not null || request.Note(response.BoxedValue) is not { } note) return response;
        if (request is ITransactional) trail.Add(note);
        else await trail.WriteAsync(note, cancellationToken);
        return response;
    }
}
