using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Domain.Accounts;
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

/// <summary>A form by which one photo is sent to where photos are stored, to be submitted afterwards.</summary>
/// <param name="UploadId">Names the upload when it is submitted, within an hour.</param>
/// <param name="Url">Where to post the form (multipart/form-data): a path of this API, or an absolute address.</param>
/// <param name="Fields">Fields to send before the file, as they are.</param>
/// <param name="FileField">The file's field; it comes last.</param>
/// <param name="MaxBytes">Greatest size of the file.</param>
/// <param name="ExpiresAt">Until when it may be sent.</param>
internal sealed record PhotoUploadForm(
    string UploadId, string Url, IReadOnlyDictionary<string, string> Fields, string FileField, long MaxBytes, DateTimeOffset ExpiresAt);

/// <summary>拍摄/上传照片 by a signed form, so that the photo need not pass this program.</summary>
internal static class PhotoUploadEndpoints
{
    // The name that the object store's forms have for it.
    private const string FileField = "file";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/photo-uploads", Open).WithName("OpenPhotoUpload").WithTags(Tags.Students)
            .WithSummary("拍摄/上传照片: a signed form by which the photo goes straight to the store; then POST /submissions with its uploadId")
            .RequireAuthorization(Policies.Student).AcceptsIdempotencyKey()
            .ProducesErrors(AccountErrors.ConsentRequired, SubmissionErrors.DailyLimit);
        api.MapPost("/photo-uploads/{uploadId}", Receive).WithName("SendPhotoUpload").WithTags(Tags.Students)
            .WithSummary("Takes the form where this program itself stores the photos; the form's url says whether it does")
            .AllowAnonymous().TakesUploads()
            .WithMetadata(new TakesFile(FileField, "JPEG or PNG, at most 10 MB."))
            .ProducesErrors(PhotoErrors.UploadNotFound, PhotoErrors.Missing, PhotoErrors.Empty, PhotoErrors.TooLarge);
    }

    private static async Task<Results<Created<PhotoUploadForm>, ProblemResult>> Open(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        var opened = await sender.Send(new OpenPhotoUploadProcess(user.AccountId()), cancellationToken);
        if (opened.Error is { } error) return new ProblemResult(error);
        var form = opened.Value;

        // A form is shown once and has no address of its own.
        return TypedResults.Created((string?)null, new PhotoUploadForm(
            form.Id, form.Address?.AbsoluteUri ?? $"{ApiEndpoints.Root}/photo-uploads/{form.Id}", form.Fields, FileField, form.MaxBytes,
            form.ExpiresAt));
    }

    private static async Task<Results<NoContent, ProblemResult>> Receive(
        string uploadId, HttpRequest request, [FromServices] IPhotoUploads uploads, CancellationToken cancellationToken)
    {
        var upload = MultipartUpload.Open(request);
        if (upload.Error is { } refused) return new ProblemResult(refused);
        while (await upload.Value.NextAsync(cancellationToken) is { } part)
        {
            if (part.IsFile && part.Name == FileField)
                return (await uploads.ReceiveAsync(uploadId, part, SubmitPhotoProcess.MaxBytes, cancellationToken)).ToNoContent();
        }

        return new ProblemResult(PhotoErrors.Missing);
    }
}
