using System.Text.Encodings.Web;
using System.Text.Json;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Campaigns;

/// <summary>
/// An operator lays a campaign's own figures over its photo specification. Orders keep the figures that their photos were
/// judged by.
/// </summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Overrides">Upload, output, backgrounds, requirements or maxAgeMonths, as in a specification; null for none.</param>
public sealed record OverrideSpecificationCommand(CampaignId Campaign, JsonElement? Overrides) : ICommand<CampaignView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("campaign.specification_overridden", "campaign", Campaign.Value);
}

internal sealed class OverrideSpecificationHandler(ICampaignRepository campaigns, IPhotoSpecifications specifications)
    : IRequestHandler<OverrideSpecificationCommand, Result<CampaignView>>
{
    private const string Field = "overrides";
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<Result<CampaignView>> Handle(OverrideSpecificationCommand command, CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(command.Campaign, cancellationToken) is not { } campaign) return CampaignErrors.NotFound;
        string? overrides = command.Overrides is { } given ? JsonSerializer.Serialize(given, Compact) : null;
        if (overrides?.Length > Domain.Campaigns.Campaign.MaxOverridesLength) return Refused([TooLong]);
        if (overrides is not null
            && specifications.FaultsOf(campaign.SpecificationId, campaign.SpecificationVersion, overrides) is { Count: > 0 } faults)
        {
            return Refused(faults.Select(Describe));
        }

        return campaign.Override(overrides == "{}" ? null : overrides).Error is { } error ? error : CampaignView.Of(campaign);
    }

    private static FieldError TooLong => new(
        Field, new LocalizedText("内容过长，最多 4000 个字符。", "Too long: at most 4000 characters."));

    private static Error Refused(IEnumerable<FieldError> faults) => CampaignErrors.OverridesInvalid with { Fields = [.. faults] };

    private static FieldError Describe(SpecificationFault fault) => new(
        fault.Place is "/" or "" ? Field : $"{Field}{fault.Place.Replace('/', '.')}",
        new LocalizedText($"照片规格不接受此处的内容：{fault.Message}", fault.Message));
}
