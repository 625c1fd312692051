using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Photos;

/// <summary>Names a specification by its newest version, or by a given one.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Version">Version, or null for the newest.</param>
public sealed record SpecificationChoice(string Id, int? Version)
{
    internal PhotoSpecification? In(IPhotoSpecifications specifications) =>
        Version is { } version ? specifications.Find(Id, version) : specifications.Newest(Id);
}

/// <summary>Checks a student's photo without an order; nothing is kept.</summary>
/// <param name="Account">The account, which agreed to the handling of face data.</param>
/// <param name="Specification">What is required.</param>
/// <param name="Photo">The upload, read once; disposed by the caller.</param>
public sealed record TryPhotoProcess(AccountId Account, SpecificationChoice Specification, Stream Photo) : IProcess<PhotoCheckView>;

internal sealed class TryPhotoHandler(
    IReadDb db, IPhotoSpecifications specifications, PhotoTrial trial, IOptions<PhotoCheckQuotas> quotas)
    : IRequestHandler<TryPhotoProcess, Result<PhotoCheckView>>
{
    public async Task<Result<PhotoCheckView>> Handle(TryPhotoProcess request, CancellationToken cancellationToken)
    {
        if (request.Specification.In(specifications) is not { } specification) return PhotoErrors.SpecificationNotFound;
        if (await db.ConsentRefusalAsync(request.Account, cancellationToken) is { } refusal) return refusal;
        return await trial.CheckAsync(
            "photo-trial", request.Account.Value, quotas.Value.StudentPerDay, specification, request.Photo, cancellationToken);
    }
}

/// <summary>Checks a photo for another organisation's program; nothing is kept.</summary>
/// <param name="Integrator">The client.</param>
/// <param name="Specification">What is required.</param>
/// <param name="Photo">The upload, read once; disposed by the caller.</param>
/// <param name="PerDay">Photos that this client may have checked in a day; null for the usual number.</param>
public sealed record TryIntegratorPhotoProcess(Guid Integrator, SpecificationChoice Specification, Stream Photo, int? PerDay)
    : IProcess<PhotoCheckView>;

internal sealed class TryIntegratorPhotoHandler(
    IPhotoSpecifications specifications, PhotoTrial trial, IOptions<PhotoCheckQuotas> quotas)
    : IRequestHandler<TryIntegratorPhotoProcess, Result<PhotoCheckView>>
{
    public async Task<Result<PhotoCheckView>> Handle(TryIntegratorPhotoProcess request, CancellationToken cancellationToken) =>
        request.Specification.In(specifications) is { } specification
            ? await trial.CheckAsync(
                "integrator-photo", request.Integrator, request.PerDay ?? quotas.Value.IntegratorPerDay, specification, request.Photo,
                cancellationToken)
            : PhotoErrors.SpecificationNotFound;
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
