using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Retention;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Domain.Support;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Support;

/// <summary>在线客服: the student says something more; the same words again are the same message.</summary>
public sealed record SayInTicketProcess(AccountId Account, TicketId Ticket, string Text) : IProcess<TicketView>;

internal sealed class SayInTicketValidator : AbstractValidator<SayInTicketProcess>
{
    public SayInTicketValidator() =>
        RuleFor(process => process.Text).NotEmpty().MaximumLength(Ticket.MaxTextLength)
            .Says("请填写内容，最长 1000 个字符。", "Write something, at most 1000 characters.");
}

internal sealed class SayInTicketHandler(ISender sender, ITickets tickets, TicketTexts texts, IPhotoLinks links)
    : IRequestHandler<SayInTicketProcess, Result<TicketView>>
{
    public async Task<Result<TicketView>> Handle(SayInTicketProcess request, CancellationToken cancellationToken)
    {
        if (await tickets.GetOwnAsync(request.Ticket, request.Account, cancellationToken) is null) return TicketErrors.NotFound;
        Result<TextJudgement> judged = await texts.JudgeAsync(request.Account, request.Text, cancellationToken);
        if (judged.Error is { } refused) return refused;
        Result<Ticket> said = await sender.Send(
            new SayInTicketCommand(request.Account, request.Ticket, request.Text.Trim(), judged.Value), cancellationToken);
        return said.Error is { } error ? error : TicketView.Of(said.Value, links);
    }
}

internal sealed record SayInTicketCommand(AccountId Account, TicketId Ticket, string Text, TextJudgement Judgement) : ICommand<Ticket>;

internal sealed class SayInTicketCommandHandler(ITickets tickets, TimeProvider clock) : IRequestHandler<SayInTicketCommand, Result<Ticket>>
{
    public async Task<Result<Ticket>> Handle(SayInTicketCommand command, CancellationToken cancellationToken)
    {
        if (await tickets.GetOwnAsync(command.Ticket, command.Account, cancellationToken) is not { } ticket) return TicketErrors.NotFound;
        Result<bool> said = ticket.Say(
            command.Text, command.Judgement, new Actor(ActorKind.Student, command.Account.Value), clock.GetUtcNow());
        return said.Error is { } error ? error : ticket;
    }
}

/// <summary>在线客服: the student shows a picture, such as a screenshot.</summary>
/// <param name="Account">The account.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Picture">The upload, read once; disposed by the caller.</param>
public sealed record ShowInTicketProcess(AccountId Account, TicketId Ticket, Stream Picture) : IProcess<TicketView>;

internal sealed class ShowInTicketHandler(
    ISender sender, ITickets tickets, TicketTexts texts, IPhotoPictures pictures, IPhotoStore store, IPhotoLinks links)
    : IRequestHandler<ShowInTicketProcess, Result<TicketView>>
{
    public async Task<Result<TicketView>> Handle(ShowInTicketProcess request, CancellationToken cancellationToken)
    {
        if (await tickets.GetOwnAsync(request.Ticket, request.Account, cancellationToken) is null) return TicketErrors.NotFound;
        if (await texts.TakeAsync(request.Account, cancellationToken) is { } limited) return limited;

        // Encoded anew: it is a picture indeed, and where and with what it was taken is gone.
        Result<byte[]> jpeg = await pictures.ReencodeAsync(request.Picture, cancellationToken);
        if (jpeg.Error is { } unusable) return unusable;
        StoredPhoto picture = await store.StoreAsync(jpeg.Value, "image/jpeg", cancellationToken);
        bool kept = false;
        try
        {
            Result<ShownPicture> shown = await sender.Send(new ShowInTicketCommand(request.Account, request.Ticket, picture), cancellationToken);
            if (shown.Error is { } error) return error;
            kept = shown.Value.Added;
            return TicketView.Of(shown.Value.Ticket, links);
        }
        finally
        {
            if (!kept) await store.DeleteAllAsync([picture.Key]);
        }
    }
}

internal sealed record ShownPicture(Ticket Ticket, bool Added);

internal sealed record ShowInTicketCommand(AccountId Account, TicketId Ticket, StoredPhoto Picture) : ICommand<ShownPicture>;

internal sealed class ShowInTicketCommandHandler(ITickets tickets, TimeProvider clock)
    : IRequestHandler<ShowInTicketCommand, Result<ShownPicture>>
{
    public async Task<Result<ShownPicture>> Handle(ShowInTicketCommand command, CancellationToken cancellationToken)
    {
        if (await tickets.GetOwnAsync(command.Ticket, command.Account, cancellationToken) is not { } ticket) return TicketErrors.NotFound;
        Result<bool> shown = ticket.Show(command.Picture, clock.GetUtcNow());
        return shown.Error is { } error ? error : new ShownPicture(ticket, shown.Value);
    }
}

/// <summary>在线客服: the student needs no more help.</summary>
public sealed record CloseTicketCommand(AccountId Account, TicketId Ticket) : ICommand<TicketLine>;

internal sealed class CloseTicketHandler(ITickets tickets, TimeProvider clock) : IRequestHandler<CloseTicketCommand, Result<TicketLine>>
{
    public async Task<Result<TicketLine>> Handle(CloseTicketCommand command, CancellationToken cancellationToken)
    {
        if (await tickets.GetOwnAsync(command.Ticket, command.Account, cancellationToken) is not { } ticket) return TicketErrors.NotFound;
        ticket.Close(clock.GetUtcNow());
        return TicketLine.Of(ticket);
    }
}
