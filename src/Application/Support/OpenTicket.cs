using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Support;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Support;

/// <summary>在线客服: opens a ticket.</summary>
/// <param name="Account">The account.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Order">The order that it is about, or null.</param>
/// <param name="Text">The question, at most 1000 characters.</param>
/// <param name="AsProof">Whether it is what 校对 of the order came to.</param>
public sealed record OpenTicketProcess(AccountId Account, TicketTopic Topic, OrderId? Order, string Text, bool AsProof = false)
    : IProcess<TicketView>, IIdempotent;

internal sealed class OpenTicketValidator : AbstractValidator<OpenTicketProcess>
{
    public OpenTicketValidator()
    {
        RuleFor(process => process.Topic).IsInEnum().Says("请选择问题类别。", "Choose a topic.");
        RuleFor(process => process.Text).NotEmpty().MaximumLength(Ticket.MaxTextLength)
            .Says("请填写问题，最长 1000 个字符。", "Write your question, at most 1000 characters.");
    }
}

internal sealed class OpenTicketHandler(ISender sender, TicketTexts texts, IPhotoLinks links)
    : IRequestHandler<OpenTicketProcess, Result<TicketView>>
{
    public async Task<Result<TicketView>> Handle(OpenTicketProcess request, CancellationToken cancellationToken)
    {
        Result<TextJudgement> judged = await texts.JudgeAsync(request.Account, request.Text, cancellationToken);
        if (judged.Error is { } refused) return refused;
        Result<Ticket> opened = await sender.Send(
            new OpenTicketCommand(request.Account, request.Topic, request.Order, request.Text.Trim(), judged.Value, request.AsProof), cancellationToken);
        return opened.Error is { } error ? error : TicketView.Of(opened.Value, links);
    }
}

internal sealed record OpenTicketCommand(
    AccountId Account, TicketTopic Topic, OrderId? Order, string Text, TextJudgement Judgement, bool AsProof) : ICommand<Ticket>;

internal sealed class OpenTicketCommandHandler(ITickets tickets, IOrderRepository orders, IAccountRepository accounts, TimeProvider clock)
    : IRequestHandler<OpenTicketCommand, Result<Ticket>>
{
    public async Task<Result<Ticket>> Handle(OpenTicketCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(command.Account, cancellationToken) is null) return AccountErrors.SessionEnded;
        Order? about = command.Order is { } id ? await orders.GetOwnAsync(id, command.Account, cancellationToken) : null;
        if (command.Order is not null && about is null) return OrderErrors.NotFound;
        if (await tickets.FindOpenAsync(command.Account, command.Topic, cancellationToken) is { } open)
            return TicketErrors.AlreadyOpen.With("ticketId", open.Value);
        DateTimeOffset now = clock.GetUtcNow();
        if (command.AsProof && about?.DisputeInformation(new Actor(ActorKind.Student, command.Account.Value), now) is { Error: { } refusal }) return refusal;
        var ticket = new Ticket(
            Id.New<TicketId>(now), command.Account, command.Topic, command.Order, command.Text, command.Judgement, now);
        tickets.Add(ticket);
        return ticket;
    }
}

/// <summary>The account's latest tickets, newest first.</summary>
public sealed record ListTicketsQuery(AccountId Account) : IQuery<Page<TicketLine>>;

internal sealed class ListTicketsHandler(IReadDb db) : IRequestHandler<ListTicketsQuery, Result<Page<TicketLine>>>
{
    private const int Latest = 50;

    public async Task<Result<Page<TicketLine>>> Handle(ListTicketsQuery query, CancellationToken cancellationToken)
    {
        List<Ticket> found = await db.Tickets.Where(ticket => ticket.AccountId == query.Account)
            .OrderByDescending(ticket => ticket.OpenedAt).Take(Latest).ToListAsync(cancellationToken);
        return new Page<TicketLine>([.. found.Select(TicketLine.Of)], null);
    }
}

/// <summary>One ticket of the account.</summary>
public sealed record GetTicketQuery(AccountId Account, TicketId Ticket) : IQuery<TicketView>;

internal sealed class GetTicketHandler(IReadDb db, IPhotoLinks links) : IRequestHandler<GetTicketQuery, Result<TicketView>>
{
    public async Task<Result<TicketView>> Handle(GetTicketQuery query, CancellationToken cancellationToken) =>
        await db.Tickets.Include(ticket => ticket.Messages)
            .SingleOrDefaultAsync(ticket => ticket.Id == query.Ticket && ticket.AccountId == query.Account, cancellationToken) is { } found
            ? TicketView.Of(found, links)
            : TicketErrors.NotFound;
}
