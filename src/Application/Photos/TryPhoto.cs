using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Photos;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Photos;

/// <summary>What a trial is judged by.</summary>
public abstract record TrialBasis;

/// <summary>A specification's newest version, or a given one.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Version">Version, or null for the newest.</param>
public sealed record SpecificationChoice(string Id, int? Version) : TrialBasis;

/// <summary>What a submission for the enrolment would be judged by now.</summary>
/// <param name="Account">The account, whose enrolment it has to be.</param>
/// <param name="Enrolment">The enrolment.</param>
public sealed record NextPhotoOf(AccountId Account, EnrolmentId Enrolment) : TrialBasis;

/// <summary>What a campaign says now, with its own figures over the specification.</summary>
/// <param name="Campaign">The campaign.</param>
public sealed record CampaignChoice(CampaignId Campaign) : TrialBasis;

internal sealed class TrialSpecifications(IReadDb db, IPhotoSpecifications specifications)
{
    public async Task<Result<PhotoSpecification>> FindAsync(TrialBasis basis, CancellationToken cancellationToken) => basis switch
    {
        SpecificationChoice choice => Or(
            choice.Version is { } version ? specifications.Find(choice.Id, version) : specifications.Newest(choice.Id)),
        NextPhotoOf next => await db.FindEnrolmentAsync(next.Account, next.Enrolment, cancellationToken) is { } found
            ? await specifications.ForNextPhotoAsync(db, found.Campaign, next.Enrolment, cancellationToken)
            : EnrolmentErrors.NotFound,
        CampaignChoice chosen => await db.Campaigns.SingleOrDefaultAsync(one => one.Id == chosen.Campaign, cancellationToken) is { } campaign
            ? specifications.Whole(campaign.SpecificationId, campaign.SpecificationVersion, campaign.SpecificationOverrides)
            : CampaignErrors.NotFound,
        _ => throw new ArgumentOutOfRangeException(nameof(basis)),
    };

    private static Result<PhotoSpecification> Or(PhotoSpecification? found) =>
        found is null ? PhotoErrors.SpecificationNotFound : found;
}

/// <summary>Checks a student's photo without an order; nothing is kept.</summary>
/// <param name="Account">The account, which agreed to the handling of face data.</param>
/// <param name="Basis">What is required.</param>
/// <param name="Photo">The upload, read once; disposed by the caller.</param>
public sealed record TryPhotoProcess(AccountId Account, TrialBasis Basis, Stream Photo) : IProcess<PhotoCheckView>;

internal sealed class TryPhotoHandler(
    IReadDb db, TrialSpecifications specifications, PhotoTrial trial, IOptions<PhotoCheckQuotas> quotas)
    : IRequestHandler<TryPhotoProcess, Result<PhotoCheckView>>
{
    public async Task<Result<PhotoCheckView>> Handle(TryPhotoProcess request, CancellationToken cancellationToken)
    {
        Result<PhotoSpecification> specification = await specifications.FindAsync(request.Basis, cancellationToken);
        if (specification.Error is { } missing) return missing;
        if (await db.ConsentRefusalAsync(request.Account, cancellationToken) is { } refusal) return refusal;
        return await trial.CheckAsync(
            "photo-trial", request.Account.Value, quotas.Value.StudentPerDay, specification.Value, request.Photo, cancellationToken);
    }
}

/// <summary>Checks a photo for another organisation's program; nothing is kept.</summary>
/// <param name="Integrator">The client.</param>
/// <param name="Basis">What is required.</param>
/// <param name="Photo">The upload, read once; disposed by the caller.</param>
/// <param name="PerDay">Photos that this client may have checked in a day; null for the usual number.</param>
public sealed record TryIntegratorPhotoProcess(Guid Integrator, TrialBasis Basis, Stream Photo, int? PerDay)
    : IProcess<PhotoCheckView>;

internal sealed class TryIntegratorPhotoHandler(
    TrialSpecifications specifications, PhotoTrial trial, IOptions<PhotoCheckQuotas> quotas)
    : IRequestHandler<TryIntegratorPhotoProcess, Result<PhotoCheckView>>
{
    public async Task<Result<PhotoCheckView>> Handle(TryIntegratorPhotoProcess request, CancellationToken cancellationToken)
    {
        Result<PhotoSpecification> specification = await specifications.FindAsync(request.Basis, cancellationToken);
        return specification.Error is { } missing
            ? missing
            : await trial.CheckAsync(
                "integrator-photo", request.Integrator, request.PerDay ?? quotas.Value.IntegratorPerDay, specification.Value, request.Photo,
                cancellationToken);
    }
}

/// <summary>Checks a photo within somebody's daily number and forgets it.</summary>
internal sealed class PhotoTrial(IPhotoChecker checker, IAttemptLimiter limiter)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<Result<PhotoCheckView>> CheckAsync(
        string kind, Guid who, int perDay, PhotoSpecification specification, Stream photo, CancellationToken cancellationToken)
    {
        string subject = who.ToString("N", CultureInfo.InvariantCulture);
        if (await limiter.TakeAsync(kind, subject, perDay, Day, cancellationToken) is { } wait) return PhotoErrors.TrialLimit.After(wait);
        bool judged = false;
        try
        {
            Result<PhotoCheck> check = await checker.CheckAsync(photo, specification, cancellationToken);
            if (check.Error is { } error) return error;
            judged = true;
            return PhotoCheckView.Of(check.Value);
        }
        finally
        {
            // Only a photo that was judged counts.
            if (!judged) await limiter.GiveBackAsync(kind, subject, Day, CancellationToken.None);
        }
    }
}

internal static class Consents
{
    /// <summary>What the account has not agreed to yet, or null.</summary>
    public static async Task<Error?> ConsentRefusalAsync(this IReadDb db, AccountId id, CancellationToken cancellationToken) =>
        await db.Accounts.Include(one => one.Consents).SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is { } account
            ? Agreements.Refusal(account)
            : AccountErrors.SessionEnded;
}
