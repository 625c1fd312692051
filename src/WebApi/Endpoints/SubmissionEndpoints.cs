using System.Globalization;
using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Photos;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Limits;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>A photo that was sent by an upload form.</summary>
/// <param name="EnrolmentId">The enrolment that the photo is for.</param>
/// <param name="UploadId">The form's <c>uploadId</c>.</param>
internal sealed record UploadedPhotoRequest(Guid EnrolmentId, string UploadId);

/// <summary>申诉.</summary>
/// <param name="Ground">Medical, Religious or CheckWrong.</param>
/// <param name="Reason">The student's own words, 4 to 200 characters.</param>
internal sealed record AppealRequest(AppealGround Ground, string Reason);

/// <summary>拍摄/上传照片, and the photos themselves.</summary>
internal static class SubmissionEndpoints
{
    private const string EnrolmentField = "enrolmentId";
    private const string PhotoField = "photo";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/submissions", Submit).WithName("SubmitPhoto").WithTags(Tags.Students)
            .WithSummary("拍摄/上传照片: check a photo; 201 with the report, also when the photo fails")
            .RequireAuthorization(Policies.Student).AcceptsIdempotencyKey(fingerprintsBody: false).TakesUploads()
            .WithMetadata(new TakesFile(PhotoField, "JPEG or PNG, at most 10 MB.", EnrolmentField, "The enrolment that the photo is for.", typeof(UploadedPhotoRequest)))
            .RequestExample(new UploadedPhotoRequest(Guid.Parse("019a9d10-5c1e-7a31-9c55-0d2a7b8f4e11"), "CfDJ8…"))
            .ProducesErrors(
                SubmissionErrors.Incomplete, SubmissionErrors.DailyLimit, EnrolmentErrors.NotFound, AccountErrors.ConsentRequired,
                CampaignErrors.NotOpen, PhotoErrors.UploadNotFound, PhotoErrors.Empty, PhotoErrors.TooLarge, PhotoErrors.TooManyPixels,
                PhotoErrors.TypeUnsupported, PhotoErrors.TooComplex, PhotoErrors.Damaged, PhotoErrors.CheckerBusy, PhotoErrors.CheckTimedOut,
                CommonErrors.Conflict);
        api.MapGet("/submissions/{id}", Get).WithName("GetSubmission").WithTags(Tags.Students)
            .WithSummary("提交照片: a submission with its report and a fresh photo link")
            .RequireAuthorization(Policies.Student).ProducesErrors(SubmissionErrors.NotFound);
        api.MapGet("/submissions/{id}/annotated-photo", Annotate).WithName("GetAnnotatedPhoto").WithTags(Tags.Students)
            .WithSummary("提交照片: the upload with guide lines, measured lines and a numbered mark for each failed item; the number is the item's place in report.items, from 1")
            .RequireAuthorization(Policies.Student).Produces(StatusCodes.Status200OK, contentType: "image/jpeg")
            .ProducesErrors(SubmissionErrors.NotFound, PhotoErrors.Damaged, PhotoErrors.CheckerBusy, PhotoErrors.CheckTimedOut);
        api.MapPost("/submissions/{id}/appeal", Appeal).WithName("AppealSubmission").WithTags(Tags.Students)
            .WithSummary("申诉: ask that a reviewer look at a photo that failed the first check; it may then be ordered")
            .RequireAuthorization(Policies.Student).AcceptsIdempotencyKey()
            .RequestExample(new AppealRequest(AppealGround.Medical, "左眼手术后无法完全睁开"))
            .ProducesErrors(
                SubmissionErrors.NotFound, SubmissionErrors.AppealsNotAllowed, SubmissionErrors.AppealNotNeeded, SubmissionErrors.AppealReason,
                SubmissionErrors.AppealWithoutFace, MessageErrors.TextRisky, EnrolmentErrors.NotFound, PhotoErrors.Damaged, PhotoErrors.CheckerBusy,
                PhotoErrors.CheckTimedOut, CommonErrors.Conflict);
        api.MapGet("/photos/{token}", OpenPhoto).WithName("OpenPhoto").WithTags(Tags.Students, Tags.Staff)
            .WithSummary("A photo, by the signed, short-lived link of an answer").AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg", additionalContentTypes: "image/png")
            .ProducesErrors(PhotoErrors.LinkInvalid);
    }

    private static async Task<Results<Created<SubmissionView>, ProblemResult>> Submit(
        HttpRequest request, ClaimsPrincipal user, ISender sender, [FromServices] IPhotoStore photos, IdempotencyScope idempotency,
        CancellationToken cancellationToken)
    {
        if (request.HasJsonContentType())
        {
            var sent = await BoundedJson.ReadAsync<UploadedPhotoRequest>(request, cancellationToken);
            idempotency.Fingerprint(sent.EnrolmentId.ToString(), sent.UploadId);
            return Answer(await sender.Send(
                new SubmitUploadedPhotoProcess(user.AccountId(), new EnrolmentId(sent.EnrolmentId), sent.UploadId), cancellationToken));
        }

        var upload = MultipartUpload.Open(request);
        if (upload.Error is { } refused) return new ProblemResult(refused);

        EnrolmentId? enrolment = null;
        IStagedPhoto? photo = null;
        try
        {
            // wx.uploadFile sends its fields before the file, other clients as they like.
            while (await upload.Value.NextAsync(cancellationToken) is { } part)
            {
                if (part.IsFile && part.Name == PhotoField && photo is null)
                {
                    var staged = await photos.StageAsync(part, SubmitPhotoProcess.MaxBytes, cancellationToken);
                    if (staged.Error is { } unusable) return new ProblemResult(unusable);
                    photo = staged.Value;
                }
                else if (!part.IsFile && part.Name == EnrolmentField)
                {
                    if (!Guid.TryParse(await part.ReadTextAsync(cancellationToken), CultureInfo.InvariantCulture, out var id))
                        return new ProblemResult(SubmissionErrors.Incomplete);
                    enrolment = new EnrolmentId(id);
                }
            }

            if (photo is null || enrolment is not { } found) return new ProblemResult(SubmissionErrors.Incomplete);
            idempotency.Fingerprint(found.ToString(), photo.Sha256);
            return Answer(await sender.Send(new SubmitPhotoProcess(user.AccountId(), found, photo), cancellationToken));
        }
        finally
        {
            if (photo is not null) await photo.DisposeAsync();
        }
    }

    private static Results<Created<SubmissionView>, ProblemResult> Answer(Result<SubmissionView> submitted) =>
        submitted.ToCreated(submission => $"{ApiEndpoints.Root}/submissions/{submission.Id}");

    private static async Task<Results<Ok<SubmissionView>, ProblemResult>> Get(
        Guid id, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetSubmissionQuery(user.AccountId(), new SubmissionId(id)), cancellationToken)).ToOk();

    private static async Task<Results<FileContentHttpResult, ProblemResult>> Annotate(
        Guid id, ClaimsPrincipal user, HttpResponse response, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new AnnotateSubmissionProcess(user.AccountId(), new SubmissionId(id)), cancellationToken)).ToPicture(response);

    private static async Task<Results<Ok<SubmissionView>, ProblemResult>> Appeal(
        Guid id, AppealRequest request, ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(
            new AppealSubmissionProcess(user.AccountId(), new SubmissionId(id), request.Ground, request.Reason), cancellationToken)).ToOk();

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> OpenPhoto(
        string token, HttpResponse response, ISender sender, CancellationToken cancellationToken)
    {
        var photo = await sender.Send(new OpenPhotoQuery(token), cancellationToken);
        if (photo.Error is { } error) return new ProblemResult(error);

        // The link's holder may keep it for as long as the link would hold; nobody in between may.
        response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Stream(photo.Value.Content, photo.Value.ContentType);
    }
}
