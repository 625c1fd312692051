using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class SubmissionRepository(AppDbContext db, IOptions<SamePhotoOptions> options) : ISubmissionRepository
{
    public Task<Submission?> GetAsync(SubmissionId id, CancellationToken cancellationToken) =>
        db.Submissions.SingleOrDefaultAsync(submission => submission.Id == id, cancellationToken);

    public async Task<IReadOnlyList<Submission>> GetAsync(
        IReadOnlyCollection<SubmissionId> ids, CancellationToken cancellationToken) =>
        await db.Submissions.Where(submission => ids.Contains(submission.Id)).ToListAsync(cancellationToken);

    public Task<Submission?> FindAsync(EnrolmentId enrolment, string photoSha256, CancellationToken cancellationToken) =>
        db.Submissions.SingleOrDefaultAsync(
            submission => submission.EnrolmentId == enrolment && submission.PhotoSha256 == photoSha256, cancellationToken);

    public async Task<bool> IsUsedByAnotherAsync(Submission submission, StudentIdentity student, CancellationToken cancellationToken)
    {
        // Whoever tries the sandbox may do so with the same photo each time, and send it in earnest too.
        if (student.SchoolCode == Sandbox.SchoolCode) return false;
        IQueryable<Submission> others =
            from photo in db.Submissions
            join order in db.Orders on photo.Id equals order.CurrentSubmissionId
            where order.Status != OrderStatus.Cancelled && order.Identity.SchoolCode != Sandbox.SchoolCode
                && photo.EnrolmentId != submission.EnrolmentId
                && (order.AccountId != submission.AccountId
                    || order.Identity.MaskedIdNumber != student.MaskedIdNumber || order.Identity.MaskedName != student.MaskedName)
            select photo;
        if (await others.AnyAsync(photo => photo.PhotoSha256 == submission.PhotoSha256, cancellationToken)) return true;
        if (!options.Value.LookAlikes || submission.Fingerprint is not { } print) return false;

        // One index each; an OR of the four would read the table.
        foreach ((string band, int[] near) in FingerprintBands.Near(print))
        {
            List<PhotoFingerprint?> alike = await others
                .Where(photo => near.Contains(EF.Property<int?>(photo, band)!.Value))
                .Select(photo => photo.Fingerprint).ToListAsync(cancellationToken);
            if (alike.OfType<PhotoFingerprint>().Any(submission.IsPhotoOf)) return true;
        }

        return false;
    }

    public void Add(Submission submission)
    {
        var added = db.Submissions.Add(submission);
        if (submission.Fingerprint is not { } print) return;
        foreach ((string band, int value) in FingerprintBands.Of(print)) added.Property(band).CurrentValue = value;
    }
}
