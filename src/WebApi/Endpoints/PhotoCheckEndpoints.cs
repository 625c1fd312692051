using System.Globalization;
using System.Security.Claims;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Photos;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Photos;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Limits;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>Checks without an order: a photo, or one small frame of the camera. Nothing is kept, not even for a moment on a disk.</summary>
internal static class PhotoCheckEndpoints
{
    private const string SpecificationField = "specificationId";
    private const string VersionField = "version";
    private const string EnrolmentField = "enrolmentId";
    private const string CampaignField = "campaignId";
    private const string PhotoField = "photo";
    private const string FrameField = "frame";

    private const string OfEnrolment =
        "In place of specificationId and version: the enrolment, by which the photo is judged exactly as a submission for it would be.";

    private const string OfCampaign =
        "In place of specificationId and version: the campaign, whose own figures over its specification count.";

    private static readonly Error[] Unusable =
    [
        PhotoErrors.TrialIncomplete, PhotoErrors.SpecificationNotFound, PhotoErrors.Empty, PhotoErrors.TooLarge, PhotoErrors.TooManyPixels,
        PhotoErrors.TypeUnsupported, PhotoErrors.TooComplex, PhotoErrors.Damaged, PhotoErrors.CheckerBusy, PhotoErrors.CheckTimedOut,
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/photo-checks", Check).WithName("CheckPhoto").WithTags(Tags.Students)
            .WithSummary("试检: check a photo without an order, by a specification or as a submission for an enrolment would be; nothing is kept")
            .RequireAuthorization(Policies.Student).TakesUploads()
            .WithMetadata(Takes(PhotoField, "JPEG or PNG, at most 10 MB; after the fields.", EnrolmentField, OfEnrolment))
            .ProducesErrors([.. Unusable, PhotoErrors.TrialLimit, EnrolmentErrors.NotFound, AccountErrors.ConsentRequired]);
        api.MapPost("/photo-checks/frames", Guide).WithName("GuideFrame").WithTags(Tags.Students)
            .WithSummary("拍摄: what to move, and by how much, in one small frame of the camera (JPEG, at most 512 KB and 2 megapixels)")
            .RequireAuthorization(Policies.Student).TakesUploads()
            .WithMetadata(Takes(FrameField, "A JPEG of some 320 to 640 pixels; after the fields.", EnrolmentField, OfEnrolment))
            .ProducesErrors([.. Unusable, EnrolmentErrors.NotFound, AccountErrors.ConsentRequired]);
        api.MapPost("/integrations/photo-checks", CheckForIntegrator).WithName("CheckIntegratorPhoto").WithTags(Tags.Integrators)
            .WithSummary("Check a photo by a specification, or as a campaign does; nothing is kept").RequireAuthorization(Policies.IntegratorPhotoChecks).TakesUploads()
            .WithMetadata(Takes(PhotoField, "JPEG or PNG, at most 10 MB; after the fields.", CampaignField, OfCampaign))
            .ProducesErrors([.. Unusable, PhotoErrors.TrialLimit, CampaignErrors.NotFound]);
    }

    private static Task<Results<Ok<PhotoCheckView>, ProblemResult>> Check(
        HttpRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        ReadAsync(
            request, PhotoField, EnrolmentField, id => new NextPhotoOf(user.AccountId(), new EnrolmentId(id)),
            (basis, photo) => new TryPhotoProcess(user.AccountId(), basis, photo), sender, cancellationToken);

    private static Task<Results<Ok<FrameGuidanceView>, ProblemResult>> Guide(
        HttpRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        ReadAsync(
            request, FrameField, EnrolmentField, id => new NextPhotoOf(user.AccountId(), new EnrolmentId(id)),
            (basis, frame) => new GuideFrameProcess(user.AccountId(), basis, frame), sender, cancellationToken);

    private static Task<Results<Ok<PhotoCheckView>, ProblemResult>> CheckForIntegrator(
        HttpRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        ReadAsync(
            request, PhotoField, CampaignField, id => new CampaignChoice(new CampaignId(id)),
            (basis, photo) => new TryIntegratorPhotoProcess(user.SubjectId(), basis, photo, user.Quota(Claims.PhotoChecksPerDay)), sender,
            cancellationToken);

    // The file goes from the connection to the checker, so the fields that say how to judge it come first.
    private static async Task<Results<Ok<T>, ProblemResult>> ReadAsync<T>(
        HttpRequest request, string fileField, string placeField, Func<Guid, TrialBasis> placed, Func<TrialBasis, Stream, IProcess<T>> use,
        ISender sender, CancellationToken cancellationToken)
    {
        var upload = MultipartUpload.Open(request);
        if (upload.Error is { } refused) return new ProblemResult(refused);
        string? id = null;
        int? version = null;
        TrialBasis? place = null;
        while (await upload.Value.NextAsync(cancellationToken) is { } part)
        {
            if (part.IsFile && part.Name == fileField)
            {
                if (place is null == id is null || (place is not null && version is not null)) break;
                return (await sender.Send(use(place ?? new SpecificationChoice(id!, version), part), cancellationToken)).ToOk();
            }

            if (part.IsFile) continue;
            var text = await part.ReadTextAsync(cancellationToken);
            if (part.Name == SpecificationField) id = text;
            if (part.Name == placeField) place = placed(Guid.TryParse(text, CultureInfo.InvariantCulture, out var named) ? named : Guid.Empty);
            if (part.Name != VersionField || string.IsNullOrEmpty(text)) continue;
            if (!int.TryParse(text, CultureInfo.InvariantCulture, out var number)) return new ProblemResult(PhotoErrors.SpecificationNotFound);
            version = number;
        }

        return new ProblemResult(PhotoErrors.TrialIncomplete);
    }

    private static TakesFile Takes(string field, string description, string placeField, string placeDescription) => new(
        field, description, SpecificationField, "Identity of the photo specification.", FieldIsUuid: false, OptionalField: VersionField,
        OptionalFieldDescription: "Version of the specification; the newest unless told.", OtherField: placeField,
        OtherFieldDescription: placeDescription);
}
