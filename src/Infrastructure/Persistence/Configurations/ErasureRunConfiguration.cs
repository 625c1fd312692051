using CampusPhoto.Domain.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class ErasureRunConfiguration : IEntityTypeConfiguration<ErasureRun>
{
    public void Configure(EntityTypeBuilder<ErasureRun> builder)
    {
        builder.ToTable("ErasureRuns");
        builder.HasKey(run => run.Id);
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.HasIndex(run => run.At);
    }
}
