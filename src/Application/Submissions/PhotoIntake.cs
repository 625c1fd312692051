using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Application.Messages;
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

/// <summary>Checks a photo and keeps it with its report, however it came here.</summary>
internal sealed class PhotoIntake(
    ISender sender,
    IReadDb db,
    ISubmissionRepository submissions,
    IPhotoLinks links,
    IPhotoSpecifications specifications,
    IPhotoChecker checker,
    IPhotoStore store,
    IAttemptLimiter limiter,
    IPersonalDataHasher hasher,
    TimeProvider clock)
{
    private const string Kind = "photo-check";
    private const int ChecksPerDay = 30;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Checks a photo and keeps it with its report.</summary>
    public async Task<Result<SubmissionView>> TakeAsync(
        AccountId owner, EnrolmentId enrolment, IStagedPhoto photo, CancellationToken cancellationToken)
    {
        if (await db.FindEnrolmentAsync(owner, enrolment, cancellationToken) is not { } found)
            return EnrolmentErrors.NotFound;
        Account account = await db.Accounts.Include(one => one.Consents)
            .SingleAsync(one => one.Id == owner, cancellationToken);
        if (Agreements.Refusal(account) is { } refusal) return refusal;
        if (!found.Campaign.IsOpen(clock.GetUtcNow(), found.Enrolment.ExtendedUntil) && !await HasLiveOrderAsync(enrolment, cancellationToken))
            return CampaignErrors.NotOpen;

        // The same file again is the same submission, also after its answer was lost; it is not checked twice.
        if (await submissions.FindAsync(enrolment, photo.Sha256, cancellationToken) is { } earlier)
            return SubmissionView.Of(earlier, links);

        string subject = owner.Value.ToString("N", CultureInfo.InvariantCulture);
        if (await limiter.TakeAsync(Kind, subject, ChecksPerDay, Day, cancellationToken) is { } wait)
            return SubmissionErrors.DailyLimit.After(wait);

        bool counts = false;
        try
        {
            PhotoSpecification specification = await specifications.ForNextPhotoAsync(db, found.Campaign, enrolment, cancellationToken);
            Result<PhotoCheck> check;
            await using (Stream upload = photo.OpenRead())
                check = await checker.CheckAsync(upload, specification, cancellationToken);
            if (check.Error is { } unjudged) return unjudged;
            Result<Kept> kept = await KeepAsync(owner, enrolment, photo, check.Value, cancellationToken);
            if (kept.Error is { } unkept) return unkept;
            counts = kept.Value.IsNew;
            return SubmissionView.Of(kept.Value.Submission, links);
        }
        finally
        {
            // Only a photo that was judged counts, and a doubled one once.
            if (!counts) await limiter.GiveBackAsync(Kind, subject, Day, CancellationToken.None);
        }
    }

    private async Task<Result<Kept>> KeepAsync(
        AccountId owner, EnrolmentId enrolment, IStagedPhoto photo, PhotoCheck check, CancellationToken cancellationToken)
    {
        List<StoredPhoto> kept = [];
        bool isNew = false;
        try
        {
            StoredPhoto original = await photo.KeepAsync(check.ContentType, cancellationToken);
            kept.Add(original);
            StoredPhoto? standardised = null;
            if (check.Standardised is { } jpeg)
            {
                standardised = await store.StoreAsync(jpeg, "image/jpeg", cancellationToken);
                kept.Add(standardised);
            }

            Result<Submission> answer = await sender.Send(
                new RecordSubmissionCommand(
                    owner, enrolment, original, standardised, check.Report,
                    check.Fingerprint is { } print ? hasher.Hash(print) : null, check.Operations),
                cancellationToken);
            if (answer.Error is { } error) return error;
            isNew = answer.Value.Original.Key == original.Key;
            return new Kept(answer.Value, isNew);
        }
        finally
        {
            if (!isNew)
            {
                foreach (StoredPhoto one in kept) await store.DeleteAsync(one.Key, CancellationToken.None);
            }
        }
    }

    private Task<bool> HasLiveOrderAsync(EnrolmentId enrolment, CancellationToken cancellationToken) => db.Orders.AnyAsync(
        order => order.EnrolmentId == enrolment && order.Status != OrderStatus.Cancelled, cancellationToken);

    private sealed record Kept(Submission Submission, bool IsNew);
}

internal sealed record RecordSubmissionCommand(
    AccountId Account, EnrolmentId Enrolment, StoredPhoto Original, StoredPhoto? Standardised, CheckReport Report,
    PhotoFingerprint? Fingerprint, IReadOnlyList<PixelOperation> Operations)
    : ICommand<Submission>;

internal sealed class RecordSubmissionHandler(ISubmissionRepository submissions, MessageQueue messages, TimeProvider clock)
    : IRequestHandler<RecordSubmissionCommand, Result<Submission>>
{
    public async Task<Result<Submission>> Handle(RecordSubmissionCommand command, CancellationToken cancellationToken)
    {
        // Doubled uploads are checked side by side; the one that was saved first counts.
        if (await submissions.FindAsync(command.Enrolment, command.Original.Sha256, cancellationToken) is { } first) return first;
        DateTimeOffset now = clock.GetUtcNow();
        var submission = new Submission(
            Id.New<SubmissionId>(now), command.Enrolment, command.Account,
            command.Original, command.Standardised, command.Report, now, command.Fingerprint, command.Operations);
        submissions.Add(submission);
        OrderAction verdict = submission.Passed ? OrderAction.Approve : OrderAction.Reject;
        await messages.SendAsync(
            submission.Id.Value, command.Account, MessageKind.PhotoChecked, verdict, OrderStatus.PendingPayment, now, cancellationToken);
        return submission;
    }
}
