using CampusPhoto.Domain.Schools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class SchoolConfiguration : IEntityTypeConfiguration<School>
{
    public void Configure(EntityTypeBuilder<School> builder)
    {
        builder.ToTable("Schools");
        builder.HasKey(school => school.Id);
        builder.Property(school => school.Id).ValueGeneratedNever();
        builder.Property(school => school.Code).HasMaxLength(School.MaxCodeLength);
        builder.Property(school => school.Name).HasMaxLength(School.MaxNameLength);
        builder.HasIndex(school => school.Code).IsUnique();
    }
}
