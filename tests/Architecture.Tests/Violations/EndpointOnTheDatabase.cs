using CampusPhoto.Infrastructure.Persistence;

namespace CampusPhoto.Architecture.Tests.Violations;

/// <summary>An endpoint as it must not be.</summary>
internal sealed class EndpointOnTheDatabase(AppDbContext db)
{
    public bool IsThere => db.Database is not null;
}
