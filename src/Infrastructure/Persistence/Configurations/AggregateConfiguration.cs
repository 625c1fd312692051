using CampusPhoto.Domain.Common;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

/// <summary>What all aggregate roots share.</summary>
internal static class AggregateConfiguration
{
    public static void IsAggregate<T>(this EntityTypeBuilder<T> builder)
        where T : AggregateRoot
    {
        builder.Property(root => root.Version).IsConcurrencyToken();
        builder.Ignore(root => root.Events);
    }
}
