using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using MediatR;

namespace CampusPhoto.Application.Submissions;

/// <summary>拍摄/上传照片: checks a photo and keeps it with its report, also when it fails.</summary>
/// <param name="Account">The account.</param>
/// <param name="Enrolment">The enrolment it is for.</param>
/// <param name="Photo">The staged upload; disposed by the caller.</param>
public sealed record SubmitPhotoProcess(AccountId Account, EnrolmentId Enrolment, IStagedPhoto Photo)
    : IProcess<SubmissionView>, IIdempotent
{
    /// <summary>Greatest size of a photo's file.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;
}

internal sealed class SubmitPhotoHandler(PhotoIntake intake) : IRequestHandler<SubmitPhotoProcess, Result<SubmissionView>>
{
    public Task<Result<SubmissionView>> Handle(SubmitPhotoProcess request, CancellationToken cancellationToken) =>
        intake.TakeAsync(request.Account, request.Enrolment, request.Photo, cancellationToken);
}
