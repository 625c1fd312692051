using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Photos;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Submissions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Submissions;

/// <summary>申诉: asks that a person look at a photo that failed the first check; it may then be ordered.</summary>
public sealed record AppealSubmissionProcess(AccountId Account, SubmissionId Submission, AppealGround Ground, string Reason)
    : IProcess<SubmissionView>, IIdempotent, ITyped
{
    /// <inheritdoc />
    public TypedWords? Typed => Appeal.ReasonRefusal(Reason) is null ? TypedWords.By(Account, Reason) : null;
}

internal sealed class AppealSubmissionValidator : AbstractValidator<AppealSubmissionProcess>
{
    public AppealSubmissionValidator() => RuleFor(request => request.Ground).IsInEnum()
        .Says("请选择申诉类别：Medical、Religious 或 CheckWrong。", "Choose a ground: Medical, Religious or CheckWrong.");
}

internal sealed class AppealSubmissionHandler(
    IReadDb db, IPhotoStore store, IPhotoPictures pictures, PictureMaking making, ISender sender, IPhotoLinks links)
    : IRequestHandler<AppealSubmissionProcess, Result<SubmissionView>>
{
    public async Task<Result<SubmissionView>> Handle(AppealSubmissionProcess request, CancellationToken cancellationToken)
    {
        if (await db.Submissions.SingleOrDefaultAsync(
            found => found.Id == request.Submission && found.AccountId == request.Account, cancellationToken) is not { } submission)
        {
            return SubmissionErrors.NotFound;
        }

        if (submission.Appeal is not null) return SubmissionView.Of(submission, links);
        Campaign campaign = await making.CampaignOfAsync(submission.EnrolmentId, cancellationToken);
        if (submission.AppealRefusal(campaign) is { } refusal) return refusal;
        if (Appeal.ReasonRefusal(request.Reason) is { } unclear) return unclear;

        await using Stream? upload = await store.OpenAsync(submission.Original.Key, cancellationToken);
        if (upload is null) return SubmissionErrors.NotFound;
        Result<byte[]?> cut = await pictures.DeliverAsync(
            upload, making.SpecificationOf(submission), cancellationToken);
        if (cut.Error is { } error) return error;
        if (cut.Value is not { } jpeg) return SubmissionErrors.AppealWithoutFace;
        return await RecordAsync(request, await store.StoreAsync(jpeg, "image/jpeg", cancellationToken), cancellationToken);
    }

    private async Task<Result<SubmissionView>> RecordAsync(
        AppealSubmissionProcess request, StoredPhoto photo, CancellationToken cancellationToken)
    {
        bool kept = false;
        try
        {
            Result<Submission> recorded = await sender.Send(
                new RecordAppealCommand(request.Submission, request.Ground, request.Reason, photo), cancellationToken);
            if (recorded.Error is { } error) return error;
            kept = recorded.Value.Appeal!.Photo.Key == photo.Key;
            return SubmissionView.Of(recorded.Value, links);
        }
        finally
        {
            if (!kept) await store.DeleteAsync(photo.Key, CancellationToken.None);
        }
    }
}

internal sealed record RecordAppealCommand(SubmissionId Submission, AppealGround Ground, string Reason, StoredPhoto Photo)
    : ICommand<Submission>;

internal sealed class RecordAppealHandler(
    ISubmissionRepository submissions, IEnrolmentRepository enrolments, ICampaignRepository campaigns, TimeProvider clock)
    : IRequestHandler<RecordAppealCommand, Result<Submission>>
{
    public async Task<Result<Submission>> Handle(RecordAppealCommand command, CancellationToken cancellationToken)
    {
        if (await submissions.GetAsync(command.Submission, cancellationToken) is not { } submission) return SubmissionErrors.NotFound;
        if (await enrolments.GetAsync(submission.EnrolmentId, cancellationToken) is not { ReleasedAt: null } enrolment)
            return EnrolmentErrors.NotFound;
        if (await campaigns.GetAsync(enrolment.CampaignId, cancellationToken) is not { } campaign) return CampaignErrors.NotFound;
        Result appealed = submission.AppealTo(campaign, command.Ground, command.Reason, command.Photo, clock.GetUtcNow());
        return appealed.Error is { } error ? error : submission;
    }
}
