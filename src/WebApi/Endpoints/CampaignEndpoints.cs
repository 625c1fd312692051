using System.Security.Claims;
using System.Text.Json;
using CampusPhoto.Application.Campaigns;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>A campaign that is to be prepared.</summary>
/// <param name="SchoolId">The school.</param>
/// <param name="Name">Name shown to students, at most 100 characters.</param>
/// <param name="Mode">集采, 散采, 补采 or 新生.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="PriceFen">What one student's order costs: 1 to 1 000 000 fen; 0 where it is free.</param>
/// <param name="OpensAt">From when students may join and order.</param>
/// <param name="ClosesAt">Until when they may.</param>
/// <param name="ResubmissionEndsAt">Until when rejected students may send another photo, at least; not before the end.</param>
/// <param name="FeatureCode">特征码 that the school wishes: 4 to 6 letters or digits; a random one where nothing is said.</param>
/// <param name="CapturePolicy">Where photos may come from.</param>
/// <param name="AttemptsAllowed">Rejections until an order closes: 1 to 20.</param>
/// <param name="PaymentMinutes">How long an order waits for its payment: 5 to 1440.</param>
/// <param name="ResubmissionHours">How long a student has after a rejection: 1 to 720.</param>
/// <param name="ClosingRefund">What happens to the money when an order closes without an approved photo.</param>
/// <param name="MerchantAccount">Key of the merchant account that is paid.</param>
/// <param name="SpecificationId">Photo specification.</param>
/// <param name="SpecificationVersion">Its version.</param>
/// <param name="NamingTemplate">
/// How delivered files are named, before .jpg: letters, digits, '-', '_', '.', and {uniqueNumber}, {orderNumber},
/// {schoolCode}.
/// </param>
/// <param name="AppealsAllowed">Whether a photo that failed the first check may go to a reviewer with a reason.</param>
/// <param name="CorrectionsAllowed">勘误 that a student may ask for on one order: 0 to 20; staff and integrators are not bound by it.</param>
internal sealed record NewCampaignRequest(
    Guid SchoolId,
    string Name,
    CollectionMode Mode,
    Payer Payer,
    long PriceFen,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    DateTimeOffset ResubmissionEndsAt,
    string? FeatureCode = null,
    CapturePolicy CapturePolicy = CapturePolicy.AlbumAllowed,
    int AttemptsAllowed = 3,
    int PaymentMinutes = 30,
    int ResubmissionHours = 48,
    ClosingRefund ClosingRefund = ClosingRefund.Full,
    string MerchantAccount = "main",
    string SpecificationId = "chsi-graduation-2017",
    int SpecificationVersion = 1,
    string NamingTemplate = FileNaming.Default,
    bool AppealsAllowed = false,
    int CorrectionsAllowed = CampaignTerms.UsualCorrections);

/// <summary>A later end.</summary>
/// <param name="ClosesAt">Until when students may join and order; never before the present end.</param>
/// <param name="ResubmissionEndsAt">Until when rejected students may send another photo, at least; never before the present one.</param>
internal sealed record ExtensionRequest(DateTimeOffset ClosesAt, DateTimeOffset ResubmissionEndsAt);

/// <summary>Another feature code.</summary>
/// <param name="FeatureCode">4 to 6 letters or digits; a random one where nothing is said.</param>
internal sealed record FeatureCodeRequest(string? FeatureCode = null);

/// <summary>How photos are reviewed.</summary>
/// <param name="Priority">Whether every other order that is handed out is a raised campaign's.</param>
/// <param name="SecondOpinionPercent">How many of a hundred approvals get a second opinion: 0 to 100; null for what the installation says.</param>
internal sealed record CampaignReviewRequest(ReviewPriority Priority, int? SecondOpinionPercent = null);

/// <summary>A campaign's own figures.</summary>
/// <param name="Overrides">
/// Any of upload, output, backgrounds, requirements and maxAgeMonths, as in <c>GET /photo-specifications/{id}</c>: within
/// upload and output each figure takes the place of the specification's by itself, requirements do so by their code, and
/// <c>"omit": true</c> takes one away. Null or missing for none.
/// </param>
internal sealed record OverridesRequest(JsonElement? Overrides = null);

/// <summary>采集批次, for operators and for the staff of their school.</summary>
internal static class CampaignEndpoints
{
    private static readonly JsonElement ExampleOverrides = JsonElement.Parse("""{"output":{"bytes":{"max":60000}}}""");
    private static readonly DateTimeOffset ExampleOpens = new(2027, 3, 1, 8, 0, 0, OrderNumber.ChinaOffset);
    private static readonly DateTimeOffset ExampleCloses = new(2027, 4, 30, 23, 59, 59, OrderNumber.ChinaOffset);
    private static readonly DateTimeOffset ExampleResubmissions = new(2027, 5, 15, 23, 59, 59, OrderNumber.ChinaOffset);

    public static void Map(IEndpointRouteBuilder api)
    {
        var campaigns = api.MapGroup("/staff/campaigns").WithTags(Tags.Staff);
        campaigns.MapPost("", Create).WithName("CreateCampaign").WithSummary("Prepare a campaign of a school; it takes nobody until it is opened")
            .RequireAuthorization(Policies.Operator).AcceptsIdempotencyKey()
            .RequestExample(new NewCampaignRequest(
                new Guid("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"), "2027届毕业生图像采集", CollectionMode.Organised, Payer.Student, 1500,
                ExampleOpens, ExampleCloses, ExampleResubmissions))
            .ProducesErrors(
                SchoolErrors.NotFound, CampaignErrors.FeatureCodeMalformed, CampaignErrors.SpecificationUnknown,
                CampaignErrors.MerchantUnknown, CampaignErrors.NamingInvalid, CampaignErrors.DatesInvalid, CommonErrors.Conflict);
        campaigns.MapGet("", List).WithName("ListCampaigns").WithSummary("Campaigns, those that close last first; school staff see their school's")
            .RequireAuthorization(Policies.CampaignStaff);
        campaigns.MapGet("/{id}", Get).WithName("GetCampaign").WithSummary("One campaign")
            .RequireAuthorization(Policies.CampaignStaff).ProducesErrors(CampaignErrors.NotFound);
        campaigns.MapPost("/{id}/opening", Open).WithName("OpenCampaign").WithSummary("Open it; it takes students within its hours")
            .RequireAuthorization(Policies.CampaignStaff)
            .ProducesErrors(CampaignErrors.NotFound, CampaignErrors.FeatureCodeTaken, CampaignErrors.HoursOver, CommonErrors.Conflict);
        campaigns.MapPost("/{id}/closing", Close).WithName("CloseCampaign")
            .WithSummary("Close it for new students and orders; orders that are under way go on").RequireAuthorization(Policies.CampaignStaff)
            .ProducesErrors(CampaignErrors.NotFound, CommonErrors.Conflict);
        campaigns.MapPost("/{id}/extension", Extend).WithName("ExtendCampaign").WithSummary("Put its end off")
            .RequireAuthorization(Policies.CampaignStaff).RequestExample(new ExtensionRequest(ExampleCloses, ExampleResubmissions))
            .ProducesErrors(CampaignErrors.NotFound, CampaignErrors.DatesInvalid, CommonErrors.Conflict);
        campaigns.MapPost("/{id}/feature-code", ChangeFeatureCode).WithName("ChangeFeatureCode")
            .WithSummary("Give it another feature code, such as after the present one leaked; who has joined stays")
            .RequireAuthorization(Policies.CampaignStaff).RequestExample(new FeatureCodeRequest("K7MX2P"))
            .ProducesErrors(
                CampaignErrors.NotFound, CampaignErrors.FeatureCodeMalformed, CampaignErrors.FeatureCodeTaken, CampaignErrors.Closed,
                CommonErrors.Conflict);
        campaigns.MapPost("/{id}/review", SetReview).WithName("SetCampaignReview")
            .WithSummary("Raise it in the review queue, and say how many approvals get a second opinion")
            .RequireAuthorization(Policies.Operator).RequestExample(new CampaignReviewRequest(ReviewPriority.Raised, 5))
            .ProducesErrors(CampaignErrors.NotFound, CommonErrors.Conflict);
        campaigns.MapPut("/{id}/specification-overrides", OverrideSpecification).WithName("OverrideSpecification")
            .WithSummary("Lay the campaign's own figures over its photo specification; orders keep those that their photos were judged by")
            .RequireAuthorization(Policies.Operator).RequestExample(new OverridesRequest(ExampleOverrides))
            .ProducesErrors(CampaignErrors.NotFound, CampaignErrors.OverridesInvalid, CampaignErrors.Closed, CommonErrors.Conflict);
    }

    private static async Task<Results<Ok<CampaignView>, ProblemResult>> SetReview(
        Guid id, CampaignReviewRequest request, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new SetCampaignReviewCommand(new CampaignId(id), request.Priority, request.SecondOpinionPercent), cancellationToken)).ToOk();

    private static async Task<Results<Ok<CampaignView>, ProblemResult>> OverrideSpecification(
        Guid id, OverridesRequest request, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new OverrideSpecificationCommand(new CampaignId(id), request.Overrides), cancellationToken)).ToOk();

    private static async Task<Results<Created<CampaignView>, ProblemResult>> Create(
        NewCampaignRequest request, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new CreateCampaignCommand(
                new SchoolId(request.SchoolId), request.Name, request.FeatureCode, request.Mode, request.PriceFen, request.Payer,
                request.CapturePolicy, request.AttemptsAllowed, request.CorrectionsAllowed, request.PaymentMinutes, request.ResubmissionHours,
                request.ClosingRefund, request.MerchantAccount, request.SpecificationId, request.SpecificationVersion,
                request.NamingTemplate, request.AppealsAllowed, request.OpensAt, request.ClosesAt, request.ResubmissionEndsAt),
            cancellationToken))
        .ToCreated(campaign => $"{ApiEndpoints.Root}/staff/campaigns/{campaign.Id}");

    private static async Task<Results<Ok<Page<CampaignView>>, ProblemResult>> List(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListCampaignsQuery(user.OwnSchool(), null), cancellationToken)).ToOk();

    private static async Task<Results<Ok<CampaignView>, ProblemResult>> Get(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetCampaignQuery(new CampaignId(id), user.OwnSchool()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<CampaignView>, ProblemResult>> Open(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new OpenCampaignCommand(new CampaignId(id), user.OwnSchool()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<CampaignView>, ProblemResult>> Close(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new CloseCampaignCommand(new CampaignId(id), user.OwnSchool()), cancellationToken)).ToOk();

    private static async Task<Results<Ok<CampaignView>, ProblemResult>> Extend(
        Guid id, ExtensionRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ExtendCampaignCommand(new CampaignId(id), user.OwnSchool(), request.ClosesAt, request.ResubmissionEndsAt), cancellationToken))
        .ToOk();

    private static async Task<Results<Ok<CampaignView>, ProblemResult>> ChangeFeatureCode(
        Guid id, FeatureCodeRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new ChangeFeatureCodeCommand(new CampaignId(id), user.OwnSchool(), request.FeatureCode), cancellationToken)).ToOk();
}
