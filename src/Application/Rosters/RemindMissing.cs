using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Campaigns;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Rosters;

/// <summary>
/// 催办: reminds those who joined the campaign and of whom no photo is under review, approved or delivered, at most once a
/// day. It is claimed first: when a node dies over it, the rest is reminded the next day, and nobody twice.
/// </summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Own">The only school that the caller may act for, or null for all.</param>
public sealed record RemindMissingProcess(CampaignId Campaign, SchoolId? Own) : IProcess<RemindersView>, IIdempotent;

/// <summary>What the reminders came to.</summary>
/// <param name="Reminded">Accounts that were told.</param>
/// <param name="NotJoined">Students on the roster whom nobody can tell: they have no account yet.</param>
/// <param name="NextAt">From when on they may be reminded again.</param>
public sealed record RemindersView(int Reminded, int NotJoined, DateTimeOffset NextAt);

internal sealed class RemindMissingHandler(ISender sender, IReadDb db, IRosters rosters)
    : IRequestHandler<RemindMissingProcess, Result<RemindersView>>
{
    private const int Chunk = 100;

    public async Task<Result<RemindersView>> Handle(RemindMissingProcess request, CancellationToken cancellationToken)
    {
        Result<DateTimeOffset> claimed = await sender.Send(new ClaimRemindersCommand(request.Campaign, request.Own), cancellationToken);
        if (claimed.Error is { } refused) return refused;
        List<AccountId> missing = await db.Enrolments
            .Where(enrolment => enrolment.CampaignId == request.Campaign && enrolment.ReleasedAt == null
                && !db.Orders.Any(order => order.EnrolmentId == enrolment.Id && order.Kind != OrderKind.Reprint
                    && order.Status != OrderStatus.Cancelled && order.Status != OrderStatus.PendingPayment
                    && order.Status != OrderStatus.Rejected && order.Status != OrderStatus.Withdrawn))
            .Select(enrolment => enrolment.AccountId).Distinct().ToListAsync(cancellationToken);
        int reminded = 0;
        foreach (AccountId[] accounts in missing.Chunk(Chunk))
        {
            Result told = await sender.Send(new TellMissingCommand(request.Campaign, accounts), cancellationToken);
            if (told.Succeeded) reminded += accounts.Length;
        }

        int notJoined = (await rosters.CountAsync(request.Campaign, cancellationToken))
            .Where(one => one is { Order: null, Joined: false }).Sum(one => one.Students);
        return new RemindersView(reminded, notJoined, claimed.Value + Campaign.ReminderPause);
    }
}

internal sealed record ClaimRemindersCommand(CampaignId Campaign, SchoolId? Own) : ICommand<DateTimeOffset>, IAudited
{
    public AuditNote? Note(object? answer) => AuditNote.On("campaign.missing_reminded", "campaign", Campaign.Value);
}

internal sealed class ClaimRemindersHandler(ICampaignRepository campaigns, TimeProvider clock)
    : IRequestHandler<ClaimRemindersCommand, Result<DateTimeOffset>>
{
    public async Task<Result<DateTimeOffset>> Handle(ClaimRemindersCommand command, CancellationToken cancellationToken)
    {
        Result<Campaign> campaign = await campaigns.GetOwnAsync(command.Campaign, command.Own, cancellationToken);
        if (campaign.Error is { } missing) return missing;
        DateTimeOffset now = clock.GetUtcNow();
        return campaign.Value.Remind(now).Error is { } error ? error : now;
    }
}

internal sealed record TellMissingCommand(CampaignId Campaign, IReadOnlyList<AccountId> Accounts) : ICommand;

internal sealed class TellMissingHandler(MessageQueue queue, TimeProvider clock) : IRequestHandler<TellMissingCommand, Result>
{
    public async Task<Result> Handle(TellMissingCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (AccountId account in command.Accounts)
        {
            var id = Guid.CreateVersion7(now);
            await queue.TellAsync(InboxMessage.OfMissing(id, account, command.Campaign, now), MessageKind.Missing, null, cancellationToken);
        }

        return Result.Ok;
    }
}
