using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Schools;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class SchoolRepository(AppDbContext db) : ISchoolRepository
{
    public Task<School?> GetAsync(SchoolId id, CancellationToken cancellationToken) =>
        db.Schools.SingleOrDefaultAsync(school => school.Id == id, cancellationToken);

    public Task<School?> FindByCodeAsync(string code, CancellationToken cancellationToken) =>
        db.Schools.SingleOrDefaultAsync(school => school.Code == code, cancellationToken);

    public void Add(School school) => db.Schools.Add(school);
}
