using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class ReviewTurnConfiguration : IEntityTypeConfiguration<ReviewTurnRow>
{
    public void Configure(EntityTypeBuilder<ReviewTurnRow> builder)
    {
        builder.ToTable("ReviewTurns");
        builder.HasKey(turn => turn.Id);
        builder.Property(turn => turn.Id).ValueGeneratedNever();
    }
}
