using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class SubmissionRepository(AppDbContext db) : ISubmissionRepository
{
    public Task<Submission?> GetAsync(SubmissionId id, CancellationToken cancellationToken) =>
        db.Submissions.SingleOrDefaultAsync(submission => submission.Id == id, cancellationToken);

    public async Task<IReadOnlyList<Submission>> GetAsync(
        IReadOnlyCollection<SubmissionId> ids, CancellationToken cancellationToken) =>
        await db.Submissions.Where(submission => ids.Contains(submission.Id)).ToListAsync(cancellationToken);

    public Task<Submission?> FindAsync(EnrolmentId enrolment, string photoSha256, CancellationToken cancellationToken) =>
        db.Submissions.SingleOrDefaultAsync(
            submission => submission.EnrolmentId == enrolment && submission.PhotoSha256 == photoSha256, cancellationToken);

    public void Add(Submission submission) => db.Submissions.Add(submission);
}
