using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using MediatR;

namespace CampusPhoto.Application.Submissions;

/// <summary>拍摄/上传照片: submits a photo that was sent by a form before.</summary>
/// <param name="Account">The account.</param>
/// <param name="Enrolment">The enrolment it is for.</param>
/// <param name="Upload">Names the form.</param>
public sealed record SubmitUploadedPhotoProcess(AccountId Account, EnrolmentId Enrolment, string Upload)
    : IProcess<SubmissionView>, IIdempotent;

internal sealed class SubmitUploadedPhotoHandler(IPhotoUploads uploads, PhotoIntake intake)
    : IRequestHandler<SubmitUploadedPhotoProcess, Result<SubmissionView>>
{
    public async Task<Result<SubmissionView>> Handle(SubmitUploadedPhotoProcess request, CancellationToken cancellationToken)
    {
        Result<IStagedPhoto> staged =
            await uploads.StageAsync(request.Account, request.Upload, SubmitPhotoProcess.MaxBytes, cancellationToken);
        if (staged.Error is { } unusable) return unusable;
        await using IStagedPhoto photo = staged.Value;
        Result<SubmissionView> submission = await intake.TakeAsync(request.Account, request.Enrolment, photo, cancellationToken);

        // What could not be checked now, for instance while the checker is busy, is submitted again without being sent again.
        if (submission.Succeeded) await uploads.DiscardAsync(request.Upload, CancellationToken.None);
        return submission;
    }
}
