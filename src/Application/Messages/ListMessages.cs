using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Messages;

/// <summary>The account's latest messages, newest first.</summary>
public sealed record ListMessagesQuery(AccountId Account) : IQuery<Page<MessageView>>;

/// <summary>A message.</summary>
/// <param name="Id">Identity.</param>
/// <param name="OrderId">The order it tells of, or null.</param>
/// <param name="TicketId">The ticket it tells of, or null.</param>
/// <param name="CampaignId">The campaign it tells of, or null.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When it happened.</param>
public sealed record MessageView(Guid Id, Guid? OrderId, Guid? TicketId, Guid? CampaignId, ShownText Text, DateTimeOffset At);

internal sealed class ListMessagesHandler(IReadDb db) : IRequestHandler<ListMessagesQuery, Result<Page<MessageView>>>
{
    private const int Latest = 50;

    public async Task<Result<Page<MessageView>>> Handle(ListMessagesQuery query, CancellationToken cancellationToken)
    {
        List<InboxMessage> rows = await db.Messages
            .Where(message => message.AccountId == query.Account)
            .OrderByDescending(message => message.At)
            .Take(Latest)
            .ToListAsync(cancellationToken);
        return new Page<MessageView>(
            [.. rows.Select(row => new MessageView(
                row.Id, row.OrderId?.Value, row.TicketId?.Value, row.CampaignId?.Value, new ShownText(MessageWords.Of(row.Topic, row.Action, row.Status)!), row.At))],
            null);
    }
}
