using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Orders;

/// <summary>提交照片: places an order with a photo that passed the first check.</summary>
public sealed record PlaceOrderCommand(AccountId Account, SubmissionId Submission) : ICommand<OrderView>, IIdempotent;

internal sealed class PlaceOrderValidator : AbstractValidator<PlaceOrderCommand>
{
    public PlaceOrderValidator() =>
        RuleFor(command => command.Submission).NotEqual(default(SubmissionId)).OverridePropertyName("SubmissionId")
            .Says("请提供照片编号 submissionId。", "Give the submission's identity, submissionId.");
}

internal sealed class PlaceOrderHandler(
    IOrderRepository orders,
    ISubmissionRepository submissions,
    IEnrolmentRepository enrolments,
    ICampaignRepository campaigns,
    IAccountRepository accounts,
    ISpecificationUses specifications,
    OrderNumberSource numbers,
    TimeProvider clock)
    : IRequestHandler<PlaceOrderCommand, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(PlaceOrderCommand command, CancellationToken cancellationToken)
    {
        Submission? submission = await submissions.GetAsync(command.Submission, cancellationToken);
        if (submission is null || submission.AccountId != command.Account) return SubmissionErrors.NotFound;
        Account? account = await accounts.GetAsync(command.Account, cancellationToken);
        if (account is null) return AccountErrors.SessionEnded;
        if (Agreements.Refusal(account) is { } refusal) return refusal;
        Enrolment? enrolment = await enrolments.GetAsync(submission.EnrolmentId, cancellationToken);
        if (enrolment is null) return EnrolmentErrors.NotFound;
        Campaign? campaign = await campaigns.GetAsync(enrolment.CampaignId, cancellationToken);
        if (campaign is null) return CampaignErrors.NotFound;
        if (await orders.FindLiveAsync(campaign.Id, enrolment.Identity.UniqueNumberHash, cancellationToken) is { } live)
        {
            return live.Owner == command.Account
                ? OrderErrors.AlreadyPlaced.With("orderId", live.Id.Value)
                : OrderErrors.AlreadyPlaced;
        }

        if (await submissions.IsUsedByAnotherAsync(submission, enrolment.Identity, cancellationToken)) return SubmissionErrors.UsedByAnother;
        (OrderNumber number, DateTimeOffset placedAt) = numbers.Next();
        Result<Order> placed = Order.Place(
            Id.New<OrderId>(placedAt), number, campaign, enrolment, submission, account, placedAt);
        if (placed.Error is { } error) return error;
        orders.Add(placed.Value);
        await specifications.RecordAsync(placed.Value.SpecificationId, placed.Value.SpecificationVersion, placedAt, cancellationToken);
        return OrderView.Of(placed.Value, clock.GetUtcNow());
    }
}
