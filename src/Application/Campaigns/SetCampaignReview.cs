using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Campaigns;

/// <summary>An operator says how a campaign's photos are reviewed from now on.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Priority">How urgently.</param>
/// <param name="SecondOpinionPercent">How many of a hundred approvals get a second opinion: 0 to 100, or null for what the installation says.</param>
public sealed record SetCampaignReviewCommand(CampaignId Campaign, ReviewPriority Priority, int? SecondOpinionPercent)
    : ICommand<CampaignView>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("campaign.review_changed", "campaign", Campaign.Value, Priority.ToString());
}

internal sealed class SetCampaignReviewValidator : AbstractValidator<SetCampaignReviewCommand>
{
    public SetCampaignReviewValidator()
    {
        RuleFor(command => command.Priority).IsInEnum()
            .Says("请选择优先级：Ordinary 或 Raised。", "Choose a priority: Ordinary or Raised.");
        RuleFor(command => command.SecondOpinionPercent).InclusiveBetween(0, 100)
            .Says("复审比例应为 0 至 100。", "The share of second opinions is 0 to 100.");
    }
}

internal sealed class SetCampaignReviewHandler(ICampaignRepository campaigns)
    : IRequestHandler<SetCampaignReviewCommand, Result<CampaignView>>
{
    public async Task<Result<CampaignView>> Handle(SetCampaignReviewCommand command, CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(command.Campaign, cancellationToken) is not { } campaign) return CampaignErrors.NotFound;
        campaign.Review(command.Priority, command.SecondOpinionPercent);
        return CampaignView.Of(campaign);
    }
}
