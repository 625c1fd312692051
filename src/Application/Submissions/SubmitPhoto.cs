using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Submissions;

/// <summary>拍摄/上传照片: checks a photo and keeps it with its report, also when it fails.</summary>
/// <param name="Account">The account.</param>
/// <param name="Enrolment">The enrolment it is for.</param>
/// <param name="Photo">The staged upload; disposed by the caller.</param>
public sealed record SubmitPhotoProcess(AccountId Account, EnrolmentId Enrolment, IStagedPhoto Photo)
    : IProcess<SubmissionView>, IIdempotent;

internal sealed class SubmitPhotoHandler(
    ISender sender,
    IReadDb db,
    IPhotoSpecifications specifications,
    IPhotoChecker checker,
    IPhotoStore store,
    IAttemptLimiter limiter,
    TimeProvider clock)
    : IRequestHandler<SubmitPhotoProcess, Result<SubmissionView>>
{
    private const string Kind = "photo-check";
    private const int ChecksPerDay = 30;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<Result<SubmissionView>> Handle(SubmitPhotoProcess request, CancellationToken cancellationToken)
    {
        if (await db.FindEnrolmentAsync(request.Account, request.Enrolment, cancellationToken) is not { } found)
            return EnrolmentErrors.NotFound;
        Account account = await db.Accounts.Include(owner => owner.Consents)
            .SingleAsync(owner => owner.Id == request.Account, cancellationToken);
        if (Agreements.Refusal(account) is { } refusal) return refusal;
        if (!found.Campaign.IsOpen(clock.GetUtcNow()) && !await HasLiveOrderAsync(request.Enrolment, cancellationToken))
            return CampaignErrors.NotOpen;

        string subject = request.Account.Value.ToString("N", CultureInfo.InvariantCulture);
        if (await limiter.TakeAsync(Kind, subject, ChecksPerDay, Day, cancellationToken) is { } wait)
            return SubmissionErrors.DailyLimit.After(wait);

        Result<PhotoCheck> check;
        await using (Stream upload = request.Photo.OpenRead())
            check = await checker.CheckAsync(upload, specifications.Of(found.Campaign), cancellationToken);
        if (check.Error is { } unjudged)
        {
            // Only a photo that was judged counts.
            await limiter.GiveBackAsync(Kind, subject, Day, CancellationToken.None);
            return unjudged;
        }

        return await KeepAsync(request, check.Value, cancellationToken);
    }

    private async Task<Result<SubmissionView>> KeepAsync(
        SubmitPhotoProcess request, PhotoCheck check, CancellationToken cancellationToken)
    {
        List<StoredPhoto> kept = [];
        bool recorded = false;
        try
        {
            StoredPhoto original = await request.Photo.KeepAsync(check.ContentType, cancellationToken);
            kept.Add(original);
            StoredPhoto? standardised = null;
            if (check.Standardised is { } jpeg)
            {
                standardised = await store.StoreAsync(jpeg, "image/jpeg", cancellationToken);
                kept.Add(standardised);
            }

            Result<SubmissionView> answer = await sender.Send(
                new RecordSubmissionCommand(request.Account, request.Enrolment, original, standardised, check.Report),
                cancellationToken);
            recorded = answer.Succeeded;
            return answer;
        }
        finally
        {
            if (!recorded)
            {
                foreach (StoredPhoto photo in kept) await store.DeleteAsync(photo.Key, CancellationToken.None);
            }
        }
    }

    private Task<bool> HasLiveOrderAsync(EnrolmentId enrolment, CancellationToken cancellationToken) => db.Orders.AnyAsync(
        order => order.EnrolmentId == enrolment && order.Status != OrderStatus.Cancelled, cancellationToken);
}

internal sealed record RecordSubmissionCommand(
    AccountId Account, EnrolmentId Enrolment, StoredPhoto Original, StoredPhoto? Standardised, CheckReport Report)
    : ICommand<SubmissionView>;

internal sealed class RecordSubmissionHandler(ISubmissionRepository submissions, IPhotoLinks links, TimeProvider clock)
    : IRequestHandler<RecordSubmissionCommand, Result<SubmissionView>>
{
    public Task<Result<SubmissionView>> Handle(RecordSubmissionCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var submission = new Submission(
            Id.New<SubmissionId>(now), command.Enrolment, command.Account,
            command.Original, command.Standardised, command.Report, now);
        submissions.Add(submission);
        return Task.FromResult<Result<SubmissionView>>(SubmissionView.Of(submission, links));
    }
}
