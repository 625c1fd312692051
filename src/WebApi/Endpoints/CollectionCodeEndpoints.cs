using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.CollectionCodes;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
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

/// <summary>What the phone's scanner read.</summary>
/// <param name="Text">The QR code's text, at most 2000 characters.</param>
internal sealed record RecognitionRequest(string Text);

/// <summary>添加采集信息.</summary>
internal static class CollectionCodeEndpoints
{
    private const long MaxImageBytes = 10 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/collection-codes/recognitions", Recognise).WithName("RecogniseCollectionCode").WithTags(Tags.Students)
            .WithSummary("添加采集信息: recognise a collection code from its picture (multipart) or its scanned text (JSON)")
            .RequireAuthorization(Policies.Student).AcceptsIdempotencyKey(fingerprintsBody: false).TakesUploads()
            .WithMetadata(new TakesFile("image", "JPEG or PNG with the QR code, at most 10 MB.", JsonToo: typeof(RecognitionRequest)))
            .RequestExample(new RecognitionRequest("CP1.…"))
            .ProducesErrors(
                CollectionCodeErrors.Missing, CollectionCodeErrors.NoQrFound, CollectionCodeErrors.Foreign,
                CollectionCodeErrors.Forged, CollectionCodeErrors.Expired, CollectionCodeErrors.NotMasked,
                CollectionCodeErrors.DecoderUnavailable, PhotoErrors.Empty, PhotoErrors.TooLarge, PhotoErrors.TooManyPixels,
                PhotoErrors.TypeUnsupported, PhotoErrors.Damaged);

    private static async Task<Results<Created<RecognitionView>, ProblemResult>> Recognise(
        HttpRequest request, ClaimsPrincipal user, ISender sender, [FromServices] IPhotoStore photos, IdempotencyScope idempotency,
        CancellationToken cancellationToken)
    {
        if (!MultipartUpload.IsMultipart(request))
        {
            if (!request.HasJsonContentType()) return new ProblemResult(RequestErrors.ContentTypeUnsupported);
            var scanned = await BoundedJson.ReadAsync<RecognitionRequest>(request, cancellationToken);
            idempotency.Fingerprint(scanned.Text);
            return Answer(await sender.Send(
                new RecogniseCollectionCodeProcess(user.AccountId(), scanned.Text, null), cancellationToken));
        }

        var upload = MultipartUpload.Open(request);
        if (upload.Error is { } refused) return new ProblemResult(refused);
        while (await upload.Value.NextAsync(cancellationToken) is { } part)
        {
            if (!part.IsFile) continue;
            var staged = await photos.StageAsync(part, MaxImageBytes, cancellationToken);
            if (staged.Error is { } unusable) return new ProblemResult(unusable);
            await using var photo = staged.Value;
            await using var image = photo.OpenRead();
            idempotency.Fingerprint(photo.Sha256);
            return Answer(await sender.Send(
                new RecogniseCollectionCodeProcess(user.AccountId(), null, image), cancellationToken));
        }

        return new ProblemResult(CollectionCodeErrors.Missing);
    }

    // The recognition itself has no address: it is shown once and used once.
    private static Results<Created<RecognitionView>, ProblemResult> Answer(Result<RecognitionView> recognised) =>
        recognised.Error is { } error
            ? new ProblemResult(error)
            : TypedResults.Created((string?)null, recognised.Value);
}
