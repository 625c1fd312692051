using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Campaigns;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Domain.Schools;
using MediatR;

namespace CampusPhoto.Application.Rosters;

/// <summary>Lets one student join and order after the campaign's hours.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Own">The only school that the caller may change, or null for all.</param>
/// <param name="Entry">The roster's entry.</param>
/// <param name="Until">Until when; later than now and than the campaign's end.</param>
public sealed record ExtendStudentCommand(CampaignId Campaign, SchoolId? Own, RosterEntryId Entry, DateTimeOffset Until)
    : ICommand<ExtensionView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("roster.student_extended", "roster_entry", Entry.Value);
}

/// <summary>A student's own end.</summary>
/// <param name="EntryId">The roster's entry.</param>
/// <param name="ExtendedUntil">Until when the student may join and order.</param>
public sealed record ExtensionView(Guid EntryId, DateTimeOffset ExtendedUntil);

internal sealed class ExtendStudentHandler(
    ICampaignRepository campaigns, IRosters rosters, IEnrolmentRepository enrolments, TimeProvider clock)
    : IRequestHandler<ExtendStudentCommand, Result<ExtensionView>>
{
    public async Task<Result<ExtensionView>> Handle(ExtendStudentCommand command, CancellationToken cancellationToken)
    {
        Result<Campaign> campaign = await campaigns.GetOwnAsync(command.Campaign, command.Own, cancellationToken);
        if (campaign.Error is { } missing) return missing;
        if (await rosters.GetAsync(command.Campaign, command.Entry, cancellationToken) is not { } entry) return RosterErrors.EntryNotFound;
        DateTimeOffset until = command.Until.ToUniversalTime();
        if (entry.Extend(campaign.Value, until, clock.GetUtcNow()).Error is { } error) return error;
        Enrolment? joined = await enrolments.FindLiveAsync(command.Campaign, entry.NumberHash, cancellationToken);
        joined?.Extend(until);
        return new ExtensionView(entry.Id.Value, until);
    }
}
