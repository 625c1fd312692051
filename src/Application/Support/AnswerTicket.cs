using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Support;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Support;

/// <summary>Tickets for those who answer, the longest waiting first.</summary>
/// <param name="Status">Only those; null for those that wait for staff.</param>
public sealed record ListStaffTicketsQuery(TicketStatus? Status) : IQuery<Page<TicketLine>>;

internal sealed class ListStaffTicketsHandler(IReadDb db) : IRequestHandler<ListStaffTicketsQuery, Result<Page<TicketLine>>>
{
    // What is answered drops out of the list, and the next move up.
    private const int Most = 100;

    public async Task<Result<Page<TicketLine>>> Handle(ListStaffTicketsQuery query, CancellationToken cancellationToken)
    {
        TicketStatus status = query.Status ?? TicketStatus.WaitsForStaff;
        List<Ticket> found = await db.Tickets.Where(ticket => ticket.Status == status)
            .OrderBy(ticket => ticket.ChangedAt).Take(Most).ToListAsync(cancellationToken);
        return new Page<TicketLine>([.. found.Select(TicketLine.Of)], null);
    }
}

/// <summary>One ticket, for those who answer; it is recorded, since pictures may show anything.</summary>
public sealed record GetStaffTicketQuery(TicketId Ticket) : IQuery<TicketView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("ticket.shown", "ticket", Ticket.Value);
}

internal sealed class GetStaffTicketHandler(IReadDb db, IPhotoLinks links) : IRequestHandler<GetStaffTicketQuery, Result<TicketView>>
{
    public async Task<Result<TicketView>> Handle(GetStaffTicketQuery query, CancellationToken cancellationToken) =>
        await db.Tickets.Include(ticket => ticket.Messages).SingleOrDefaultAsync(ticket => ticket.Id == query.Ticket, cancellationToken) is { } found
            ? TicketView.Of(found, links)
            : TicketErrors.NotFound;
}

/// <summary>
/// 客服 answers, and ends the ticket if nothing is left to say. The student finds it in the in-app inbox and, where a message
/// of that kind is still allowed, in WeChat.
/// </summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Text">The answer, at most 1000 characters.</param>
/// <param name="Close">Whether that ends it.</param>
/// <param name="By">The member of staff.</param>
public sealed record AnswerTicketCommand(TicketId Ticket, string Text, bool Close, Guid By) : ICommand<TicketView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("ticket.answered", "ticket", Ticket.Value);
}

internal sealed class AnswerTicketValidator : AbstractValidator<AnswerTicketCommand>
{
    public AnswerTicketValidator() =>
        RuleFor(command => command.Text).NotEmpty().MaximumLength(Ticket.MaxTextLength)
            .Says("请填写回复，最长 1000 个字符。", "Write an answer, at most 1000 characters.");
}

internal sealed class AnswerTicketHandler(ITickets tickets, MessageQueue queue, IPhotoLinks links, TimeProvider clock)
    : IRequestHandler<AnswerTicketCommand, Result<TicketView>>
{
    public async Task<Result<TicketView>> Handle(AnswerTicketCommand command, CancellationToken cancellationToken)
    {
        if (await tickets.GetAsync(command.Ticket, cancellationToken) is not { } ticket) return TicketErrors.NotFound;
        DateTimeOffset now = clock.GetUtcNow();
        Result<bool> said = ticket.Say(command.Text.Trim(), TextJudgement.Passed, new Actor(ActorKind.Operator, command.By), now);
        if (said.Error is { } error) return error;
        if (said.Value)
        {
            var id = Guid.CreateVersion7(now);
            await queue.TellAsync(InboxMessage.OfTicket(id, ticket.AccountId, ticket.Id, now), MessageKind.Answered, null, cancellationToken);
        }

        if (command.Close) ticket.Close(now);
        return TicketView.Of(ticket, links);
    }
}
