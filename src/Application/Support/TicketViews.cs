using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Support;

namespace CampusPhoto.Application.Support;

/// <summary>A ticket in a list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Status">Whose turn it is.</param>
/// <param name="StatusText">Whose turn it is, in words.</param>
/// <param name="OrderId">The order that it is about, or null.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ChangedAt">The last message, or the end.</param>
public sealed record TicketLine(
    Guid Id, TicketTopic Topic, TicketStatus Status, ShownText StatusText, Guid? OrderId, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt)
{
    internal static TicketLine Of(Ticket ticket) => new(
        ticket.Id.Value, ticket.Topic, ticket.Status, new ShownText(WordsOf(ticket.Status)), ticket.OrderId?.Value, ticket.OpenedAt,
        ticket.ChangedAt);

    private static LocalizedText WordsOf(TicketStatus status) => status switch
    {
        TicketStatus.WaitsForStaff => new("待回复", "Waiting for an answer"),
        TicketStatus.WaitsForStudent => new("已回复", "Answered"),
        _ => new("已关闭", "Closed"),
    };
}

/// <summary>A ticket with what was said.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Ticket">What it is about and whose turn it is.</param>
/// <param name="Messages">What was said, oldest first.</param>
public sealed record TicketView(Guid Id, TicketLine Ticket, IReadOnlyList<TicketMessageView> Messages)
{
    internal static TicketView Of(Ticket ticket, IPhotoLinks links) => new(
        ticket.Id.Value,
        TicketLine.Of(ticket),
        [
            .. ticket.Messages.OrderBy(message => message.Sequence).Select(message => new TicketMessageView(
                message.Sequence, message.FromStaff, message.Text, message.Judgement == TextJudgement.Questionable,
                message.Picture is { } picture ? links.Create(picture) : null, message.At)),
        ]);
}

/// <summary>One message of a ticket: words, or a picture.</summary>
/// <param name="Sequence">Position in the ticket, from 1.</param>
/// <param name="FromStaff">Whether staff wrote it, or the student.</param>
/// <param name="Text">The words; empty for a picture.</param>
/// <param name="Questionable">Whether WeChat would have a person look at the words.</param>
/// <param name="PictureUrl">Short-lived link to the picture, or null.</param>
/// <param name="At">When.</param>
public sealed record TicketMessageView(int Sequence, bool FromStaff, string Text, bool Questionable, PhotoLink? PictureUrl, DateTimeOffset At);
