using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class UsedSpecificationConfiguration : IEntityTypeConfiguration<UsedSpecificationRow>
{
    public void Configure(EntityTypeBuilder<UsedSpecificationRow> builder)
    {
        builder.ToTable("UsedSpecifications");
        builder.HasKey(row => new { row.Id, row.Version });
        builder.Property(row => row.Id).HasMaxLength(TextLengths.SpecificationId);
        builder.Property(row => row.Version).ValueGeneratedNever();
        builder.Property(row => row.Sha256).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        builder.Property(row => row.Document).HasMaxLength(TextLengths.SpecificationDocument);
    }
}
