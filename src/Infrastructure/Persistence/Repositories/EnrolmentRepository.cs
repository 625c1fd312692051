using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Infrastructure.Persistence.Configurations;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class EnrolmentRepository(AppDbContext db) : IEnrolmentRepository
{
    public Task<Enrolment?> GetAsync(EnrolmentId id, CancellationToken cancellationToken) =>
        db.Enrolments.SingleOrDefaultAsync(enrolment => enrolment.Id == id, cancellationToken);

    public Task<Enrolment?> FindLiveAsync(
        CampaignId campaign, KeyedHash uniqueNumber, CancellationToken cancellationToken) =>
        db.Enrolments.SingleOrDefaultAsync(
            enrolment => enrolment.CampaignId == campaign
                && EF.Property<KeyedHash>(enrolment, StudentIdentityConfiguration.StudentHash) == uniqueNumber
                && enrolment.ReleasedAt == null,
            cancellationToken);

    public void Add(Enrolment enrolment) => db.Enrolments.Add(enrolment);
}
