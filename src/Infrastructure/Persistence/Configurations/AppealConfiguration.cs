using CampusPhoto.Domain.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class AppealConfiguration : IEntityTypeConfiguration<Appeal>
{
    public void Configure(EntityTypeBuilder<Appeal> builder)
    {
        builder.ToTable("Appeals");
        builder.HasKey(appeal => appeal.SubmissionId);
        builder.Property(appeal => appeal.SubmissionId).ValueGeneratedNever();
        builder.Property(appeal => appeal.Reason).HasMaxLength(Appeal.MaxReasonLength);
        builder.ComplexProperty(appeal => appeal.Photo, photo => photo.IsPhoto());
    }
}
