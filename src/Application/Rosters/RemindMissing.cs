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
/// day. When a node dies over it, the next call or the timers tell the rest, and nobody twice.
/// </summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Own">The only school that the caller may act for, or null for all.</param>
public sealed record RemindMissingProcess(CampaignId Campaign, SchoolId? Own) : IProcess<RemindersView>, IIdempotent;

/// <summary>What the reminders came to.</summary>
/// <param name="Reminded">Accounts that were told.</param>
/// <param name="NotJoined">Students on the roster whom nobody can tell: they have no account yet.</param>
/// <param name="NextAt">From when on they may be reminded again.</param>
public sealed record RemindersView(int Reminded, int NotJoined, DateTimeOffset NextAt);

internal sealed class RemindMissingHandler(ISender sender, MissingReminders reminders, IRosters rosters)
    : IRequestHandler<RemindMissingProcess, Result<RemindersView>>
{
    public async Task<Result<RemindersView>> Handle(RemindMissingProcess request, CancellationToken cancellationToken)
    {
        Result<DateTimeOffset> begun = await sender.Send(new BeginRemindersCommand(request.Campaign, request.Own), cancellationToken);
        if (begun.Error is { } refused) return refused;
        int reminded = await reminders.TellAsync(request.Campaign, begun.Value, cancellationToken);
        int notJoined = (await rosters.CountAsync(request.Campaign, cancellationToken))
            .Where(one => one is { Order: null, Joined: false }).Sum(one => one.Students);
        return new RemindersView(reminded, notJoined, begun.Value + Campaign.ReminderPause);
    }
}

/// <summary>Goes on with reminders that a node died over.</summary>
public sealed record ResumeRemindersProcess : IProcess<ResumedReminders>;

/// <summary>What was gone on with.</summary>
/// <param name="Campaigns">Campaigns whose reminders had been broken off.</param>
/// <param name="Reminded">Accounts that were told now.</param>
public sealed record ResumedReminders(int Campaigns, int Reminded);

internal sealed class ResumeRemindersHandler(IReadDb db, MissingReminders reminders, TimeProvider clock)
    : IRequestHandler<ResumeRemindersProcess, Result<ResumedReminders>>
{
    public async Task<Result<ResumedReminders>> Handle(ResumeRemindersProcess request, CancellationToken cancellationToken)
    {
        DateTimeOffset before = clock.GetUtcNow() - Campaign.LongestReminding;
        var brokenOff = await db.Campaigns.Where(campaign => campaign.RemindingSince <= before)
            .Select(campaign => new { campaign.Id, Begun = campaign.RemindingSince!.Value }).ToListAsync(cancellationToken);
        int reminded = 0;
        foreach (var campaign in brokenOff) reminded += await reminders.TellAsync(campaign.Id, campaign.Begun, cancellationToken);
        return new ResumedReminders(brokenOff.Count, reminded);
    }
}

/// <summary>
/// Tells the missing, some at a time, each lot in a transaction of its own. A message's time is that at which the reminders
/// began, by which it is known who has been told.
/// </summary>
internal sealed class MissingReminders(ISender sender, IReadDb db, TimeProvider clock)
{
    private const int Chunk = 100;

    /// <returns>How many were told.</returns>
    public async Task<int> TellAsync(CampaignId campaign, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        int reminded = 0;
        foreach (AccountId[] accounts in (await MissingAsync(campaign, cancellationToken)).Chunk(Chunk))
        {
            Result<int> told = await sender.Send(new TellMissingCommand(campaign, begun, accounts), cancellationToken);
            if (told.Error is not null) return reminded;
            reminded += told.Value;
        }

        await sender.Send(new EndRemindersCommand(campaign, begun), cancellationToken);
        return reminded;
    }

    // Whose campaign takes no photo any more need not hear of it.
    private async Task<IReadOnlyList<AccountId>> MissingAsync(CampaignId id, CancellationToken cancellationToken)
    {
        Campaign campaign = await db.Campaigns.SingleAsync(one => one.Id == id, cancellationToken);
        if (!campaign.TakesPhotos(clock.GetUtcNow())) return [];
        return await db.Enrolments
            .Where(enrolment => enrolment.CampaignId == id && enrolment.ReleasedAt == null
                && !db.Orders.Any(order => order.EnrolmentId == enrolment.Id && order.Kind != OrderKind.Reprint
                    && order.Status != OrderStatus.Cancelled && order.Status != OrderStatus.PendingPayment
                    && order.Status != OrderStatus.Rejected && order.Status != OrderStatus.Withdrawn))
            .Select(enrolment => enrolment.AccountId).Distinct().ToListAsync(cancellationToken);
    }
}

internal sealed record BeginRemindersCommand(CampaignId Campaign, SchoolId? Own) : ICommand<DateTimeOffset>, IAudited
{
    public AuditNote? Note(object? answer) => AuditNote.On("campaign.missing_reminded", "campaign", Campaign.Value);
}

internal sealed class BeginRemindersHandler(ICampaignRepository campaigns, TimeProvider clock)
    : IRequestHandler<BeginRemindersCommand, Result<DateTimeOffset>>
{
    public async Task<Result<DateTimeOffset>> Handle(BeginRemindersCommand command, CancellationToken cancellationToken)
    {
        Result<Campaign> campaign = await campaigns.GetOwnAsync(command.Campaign, command.Own, cancellationToken);
        return campaign.Error is { } missing ? missing : campaign.Value.Remind(clock.GetUtcNow());
    }
}

internal sealed record TellMissingCommand(CampaignId Campaign, DateTimeOffset Begun, IReadOnlyList<AccountId> Accounts) : ICommand<int>;

internal sealed class TellMissingHandler(MessageQueue queue, IReadDb db, TimeProvider clock) : IRequestHandler<TellMissingCommand, Result<int>>
{
    public async Task<Result<int>> Handle(TellMissingCommand command, CancellationToken cancellationToken)
    {
        (CampaignId? campaign, DateTimeOffset begun) = (command.Campaign, command.Begun);
        List<AccountId> accounts = [.. command.Accounts];
        HashSet<AccountId> told =
        [
            .. await db.Messages
                .Where(message => accounts.Contains(message.AccountId) && message.CampaignId == campaign
                    && message.Topic == MessageTopic.Missing && message.At == begun)
                .Select(message => message.AccountId).ToListAsync(cancellationToken),
        ];
        foreach (AccountId account in accounts.Where(one => !told.Contains(one)))
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            await queue.TellAsync(InboxMessage.OfMissing(id, account, command.Campaign, begun), MessageKind.Missing, null, cancellationToken);
        }

        return accounts.Count - told.Count;
    }
}

internal sealed record EndRemindersCommand(CampaignId Campaign, DateTimeOffset Begun) : ICommand;

internal sealed class EndRemindersHandler(ICampaignRepository campaigns) : IRequestHandler<EndRemindersCommand, Result>
{
    public async Task<Result> Handle(EndRemindersCommand command, CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(command.Campaign, cancellationToken) is not { } campaign) return CampaignErrors.NotFound;
        campaign.EndReminders(command.Begun);
        return Result.Ok;
    }
}
