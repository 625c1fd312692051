using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Submissions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Submissions;

/// <summary>拍摄/上传照片: a signed form by which a photo goes to the store without passing this program.</summary>
public sealed record OpenPhotoUploadProcess(AccountId Account) : IProcess<PhotoUpload>, IIdempotent;

internal sealed class OpenPhotoUploadHandler(IReadDb db, IPhotoUploads uploads, IAttemptLimiter limiter)
    : IRequestHandler<OpenPhotoUploadProcess, Result<PhotoUpload>>
{
    private const string Kind = "photo-upload";

    // Twice as many as are checked: some are lost on the way.
    private const int UploadsPerDay = 60;

    public async Task<Result<PhotoUpload>> Handle(OpenPhotoUploadProcess request, CancellationToken cancellationToken)
    {
        Account account = await db.Accounts.Include(owner => owner.Consents)
            .SingleAsync(owner => owner.Id == request.Account, cancellationToken);
        if (Agreements.Refusal(account) is { } refusal) return refusal;
        string subject = request.Account.Value.ToString("N", CultureInfo.InvariantCulture);
        return await limiter.TakeAsync(Kind, subject, UploadsPerDay, TimeSpan.FromDays(1), cancellationToken) is { } wait
            ? SubmissionErrors.DailyLimit.After(wait)
            : uploads.Open(request.Account, SubmitPhotoProcess.MaxBytes);
    }
}
