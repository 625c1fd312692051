using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;
using MediatR;

namespace CampusPhoto.Application.Campaigns;

/// <summary>Opens a campaign; one that is open stays so.</summary>
public sealed record OpenCampaignCommand(CampaignId Campaign, SchoolId? Own) : ICommand<CampaignView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("campaign.opened", "campaign", Campaign.Value);
}

internal sealed class OpenCampaignHandler(ICampaignRepository campaigns, TimeProvider clock)
    : IRequestHandler<OpenCampaignCommand, Result<CampaignView>>
{
    public async Task<Result<CampaignView>> Handle(OpenCampaignCommand command, CancellationToken cancellationToken)
    {
        Result<Campaign> found = await campaigns.GetOwnAsync(command.Campaign, command.Own, cancellationToken);
        if (found.Error is { } missing) return missing;
        Campaign campaign = found.Value;
        if (await campaigns.FindOpenAsync(campaign.FeatureCode, cancellationToken) is { } other && other.Campaign.Id != campaign.Id)
            return CampaignErrors.FeatureCodeTaken;
        return campaign.Open(clock.GetUtcNow()).Error is { } error ? error : CampaignView.Of(campaign);
    }
}

/// <summary>Closes a campaign for new students and orders; one that is closed stays so.</summary>
public sealed record CloseCampaignCommand(CampaignId Campaign, SchoolId? Own) : ICommand<CampaignView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("campaign.closed", "campaign", Campaign.Value);
}

internal sealed class CloseCampaignHandler(ICampaignRepository campaigns)
    : IRequestHandler<CloseCampaignCommand, Result<CampaignView>>
{
    public async Task<Result<CampaignView>> Handle(CloseCampaignCommand command, CancellationToken cancellationToken)
    {
        Result<Campaign> found = await campaigns.GetOwnAsync(command.Campaign, command.Own, cancellationToken);
        if (found.Error is { } missing) return missing;
        found.Value.Close();
        return CampaignView.Of(found.Value);
    }
}

/// <summary>Puts a campaign's end off.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Own">The only school that the caller may change, or null for all.</param>
/// <param name="ClosesAt">Until when students may join and order.</param>
/// <param name="ResubmissionEndsAt">Until when rejected students may send another photo, at least.</param>
public sealed record ExtendCampaignCommand(
    CampaignId Campaign, SchoolId? Own, DateTimeOffset ClosesAt, DateTimeOffset ResubmissionEndsAt) : ICommand<CampaignView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("campaign.extended", "campaign", Campaign.Value);
}

internal sealed class ExtendCampaignHandler(ICampaignRepository campaigns, TimeProvider clock)
    : IRequestHandler<ExtendCampaignCommand, Result<CampaignView>>
{
    public async Task<Result<CampaignView>> Handle(ExtendCampaignCommand command, CancellationToken cancellationToken)
    {
        Result<Campaign> found = await campaigns.GetOwnAsync(command.Campaign, command.Own, cancellationToken);
        if (found.Error is { } missing) return missing;
        Result extended = found.Value.Extend(
            command.ClosesAt.ToUniversalTime(), command.ResubmissionEndsAt.ToUniversalTime(), clock.GetUtcNow());
        return extended.Error is { } error ? error : CampaignView.Of(found.Value);
    }
}

/// <summary>Gives a campaign another feature code; the old one lets nobody in any more.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Own">The only school that the caller may change, or null for all.</param>
/// <param name="FeatureCode">特征码 that is wished, or null for a random one.</param>
public sealed record ChangeFeatureCodeCommand(CampaignId Campaign, SchoolId? Own, string? FeatureCode) : ICommand<CampaignView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("campaign.feature_code_changed", "campaign", Campaign.Value);
}

internal sealed class ChangeFeatureCodeHandler(ICampaignRepository campaigns)
    : IRequestHandler<ChangeFeatureCodeCommand, Result<CampaignView>>
{
    public async Task<Result<CampaignView>> Handle(ChangeFeatureCodeCommand command, CancellationToken cancellationToken)
    {
        Result<Campaign> found = await campaigns.GetOwnAsync(command.Campaign, command.Own, cancellationToken);
        if (found.Error is { } missing) return missing;
        Result<FeatureCode> code = command.FeatureCode is { } given ? FeatureCode.Parse(given) : FeatureCode.Draw(RandomNumberGenerator.GetInt32);
        if (code.Error is { } malformed) return malformed;
        if (await campaigns.FindOpenAsync(code.Value, cancellationToken) is { } other && other.Campaign.Id != found.Value.Id)
            return CampaignErrors.FeatureCodeTaken;
        return found.Value.ChangeFeatureCode(code.Value).Error is { } error ? error : CampaignView.Of(found.Value);
    }
}
