using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Campaigns;

/// <summary>An operator prepares a campaign of a school.</summary>
/// <param name="School">The school.</param>
/// <param name="Name">Name shown to students, at most 100 characters.</param>
/// <param name="FeatureCode">特征码 that the school wishes, or null for a random one.</param>
/// <param name="Mode">集采, 散采, 补采 or 新生.</param>
/// <param name="PriceFen">What one student's order costs: 1 to 1 000 000 fen; 0 where it is free.</param>
/// <param name="Payer">Who pays it.</param>
/// <param name="CapturePolicy">Where photos may come from.</param>
/// <param name="AttemptsAllowed">Rejections until an order closes: 1 to 20.</param>
/// <param name="CorrectionsAllowed">勘误 that a student may ask for on one order: 0 to 20; staff and integrators are not bound by it.</param>
/// <param name="PaymentMinutes">How long an order waits for its payment: 5 to 1440.</param>
/// <param name="ResubmissionHours">How long a student has after a rejection: 1 to 720.</param>
/// <param name="ClosingRefund">What happens to the money when an order closes without an approved photo.</param>
/// <param name="MerchantAccount">Key of the merchant account that is paid.</param>
/// <param name="SpecificationId">Photo specification.</param>
/// <param name="SpecificationVersion">Its version.</param>
/// <param name="NamingTemplate">How delivered files are named: <see cref="FileNaming"/>.</param>
/// <param name="AppealsAllowed">Whether a photo that failed the first check may go to a reviewer with a reason.</param>
/// <param name="OpensAt">From when students may join and order.</param>
/// <param name="ClosesAt">Until when they may.</param>
/// <param name="ResubmissionEndsAt">Until when rejected students may send another photo, at least.</param>
public sealed record CreateCampaignCommand(
    SchoolId School,
    string Name,
    string? FeatureCode,
    CollectionMode Mode,
    long PriceFen,
    Payer Payer,
    CapturePolicy CapturePolicy,
    int AttemptsAllowed,
    int CorrectionsAllowed,
    int PaymentMinutes,
    int ResubmissionHours,
    ClosingRefund ClosingRefund,
    string MerchantAccount,
    string SpecificationId,
    int SpecificationVersion,
    string NamingTemplate,
    bool AppealsAllowed,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    DateTimeOffset ResubmissionEndsAt) : ICommand<CampaignView>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("campaign.created", "campaign", ((CampaignView)answer!).Id);
}

internal sealed class CreateCampaignValidator : AbstractValidator<CreateCampaignCommand>
{
    private const long MostFen = 1_000_000;

    public CreateCampaignValidator()
    {
        RuleFor(command => command.Name).NotEmpty().MaximumLength(Campaign.MaxNameLength)
            .Says("请填写批次名称，最长 100 个字符。", "Give a name of at most 100 characters.");
        RuleFor(command => command.PriceFen).Must((command, fen) => command.Payer == Payer.Free ? fen == 0 : fen is >= 1 and <= MostFen)
            .Says("价格应为 1 至 1000000 分；免费批次为 0。", "The price is 1 to 1 000 000 fen, and 0 where it is free.");
        RuleFor(command => command.AttemptsAllowed).InclusiveBetween(1, 20)
            .Says("提交次数应为 1 至 20。", "Attempts are 1 to 20.");
        RuleFor(command => command.CorrectionsAllowed).InclusiveBetween(0, 20)
            .Says("学生可申请的勘误次数应为 0 至 20。", "Corrections that a student may ask for are 0 to 20.");
        RuleFor(command => command.PaymentMinutes).InclusiveBetween(5, 1440)
            .Says("支付时限应为 5 至 1440 分钟。", "The time for payment is 5 to 1440 minutes.");
        RuleFor(command => command.ResubmissionHours).InclusiveBetween(1, 720)
            .Says("重新提交时限应为 1 至 720 小时。", "The time for a resubmission is 1 to 720 hours.");
        RuleFor(command => command.MerchantAccount).NotEmpty().MaximumLength(64)
            .Says("请填写商户账号。", "Give the merchant account.");
        RuleFor(command => command.SpecificationId).NotEmpty().MaximumLength(64)
            .Says("请填写照片规格。", "Give the photo specification.");
        RuleFor(command => command.NamingTemplate).NotEmpty()
            .Says("请填写文件命名模板。", "Give the naming template.");
    }
}

internal sealed class CreateCampaignHandler(
    ICampaignRepository campaigns, IReadDb db, IPhotoSpecifications specifications, IPaymentGateway payments, TimeProvider clock)
    : IRequestHandler<CreateCampaignCommand, Result<CampaignView>>
{
    public async Task<Result<CampaignView>> Handle(CreateCampaignCommand command, CancellationToken cancellationToken)
    {
        if (!await db.Schools.AnyAsync(school => school.Id == command.School, cancellationToken)) return SchoolErrors.NotFound;
        Result<FeatureCode> code = command.FeatureCode is { } given ? FeatureCode.Parse(given) : FeatureCode.Draw(RandomNumberGenerator.GetInt32);
        if (code.Error is { } malformed) return malformed;
        if (specifications.Find(command.SpecificationId, command.SpecificationVersion) is null) return CampaignErrors.SpecificationUnknown;
        if (payments.FindAccount(command.MerchantAccount) is null) return CampaignErrors.MerchantUnknown;
        if (FileNaming.Check(command.NamingTemplate).Error is { } unnamed) return unnamed;
        DateTimeOffset now = clock.GetUtcNow();
        if (command.ClosesAt <= now || command.ClosesAt <= command.OpensAt || command.ResubmissionEndsAt < command.ClosesAt)
            return CampaignErrors.DatesInvalid;

        var campaign = new Campaign(
            Id.New<CampaignId>(now), command.School, command.Name.Trim(), code.Value,
            new CampaignTerms(
                command.Mode == CollectionMode.Freshman ? OrderKind.Freshman : OrderKind.Collection, command.Mode,
                new Money(command.PriceFen), command.Payer, command.CapturePolicy, command.AttemptsAllowed,
                TimeSpan.FromMinutes(command.PaymentMinutes), TimeSpan.FromHours(command.ResubmissionHours), command.ClosingRefund,
                command.MerchantAccount, command.AppealsAllowed, command.CorrectionsAllowed),
            command.SpecificationId, command.SpecificationVersion,
            command.OpensAt.ToUniversalTime(), command.ClosesAt.ToUniversalTime(), command.ResubmissionEndsAt.ToUniversalTime(),
            namingTemplate: command.NamingTemplate);
        campaigns.Add(campaign);
        return CampaignView.Of(campaign);
    }
}
