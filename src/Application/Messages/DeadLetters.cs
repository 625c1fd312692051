using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Messages;
using MediatR;

namespace CampusPhoto.Application.Messages;

/// <summary>Events that were given up and wait for a person, the oldest first.</summary>
public sealed record ListDeadLettersQuery : IQuery<Page<DeadLetter>>;

internal sealed class ListDeadLettersHandler(IDeadLetters letters) : IRequestHandler<ListDeadLettersQuery, Result<Page<DeadLetter>>>
{
    public async Task<Result<Page<DeadLetter>>> Handle(ListDeadLettersQuery query, CancellationToken cancellationToken) =>
        new Page<DeadLetter>(await letters.ListAsync(cancellationToken), null);
}

/// <summary>Has an event that was given up delivered again. What its handlers have done is not done again.</summary>
public sealed record ReplayDeadLetterProcess(Guid Id) : IProcess<DeadLetter>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("dead_letter.replayed", "dead_letter", Id);
}

internal sealed class ReplayDeadLetterHandler(IDeadLetters letters) : IRequestHandler<ReplayDeadLetterProcess, Result<DeadLetter>>
{
    public async Task<Result<DeadLetter>> Handle(ReplayDeadLetterProcess request, CancellationToken cancellationToken) =>
        await letters.ReplayAsync(request.Id, cancellationToken) is { } letter ? letter : DeadLetterErrors.NotFound;
}
