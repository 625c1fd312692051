using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class SubmissionConfiguration : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("Submissions");
        builder.HasKey(submission => submission.Id);
        builder.Property(submission => submission.Id).ValueGeneratedNever();
        builder.ComplexProperty(submission => submission.Original, photo => photo.IsPhoto());
        builder.ComplexProperty(submission => submission.Standardised, photo => photo!.IsPhoto());
        builder.Property(submission => submission.PhotoSha256).HasMaxLength(TextLengths.Sha256);
        builder.HasIndex(submission => new { submission.EnrolmentId, submission.PhotoSha256 }).IsUnique();
        builder.Property(submission => submission.Report)
            .HasConversion<CheckReportConverter>().HasMaxLength(TextLengths.CheckReport);
        builder.Property(submission => submission.Operations)
            .HasConversion<PixelOperationsConverter, UnchangedComparer<IReadOnlyList<PixelOperation>>>().HasMaxLength(TextLengths.PixelOperations);
        builder.Property(submission => submission.Fingerprint)
            .HasConversion<PhotoFingerprintConverter>().HasMaxLength(PhotoFingerprint.Length).IsUnicode(false);
        foreach (string band in FingerprintBands.Names)
        {
            builder.Property<int?>(band);
            builder.HasIndex(band);
        }

        builder.HasIndex(submission => submission.PhotoSha256);

        // The erasure job looks for the oldest that are still kept.
        builder.HasIndex(submission => submission.SubmittedAt).HasFilter("\"ErasedAt\" IS NULL");
        builder.HasOne(submission => submission.Appeal).WithOne().HasForeignKey<Appeal>(appeal => appeal.SubmissionId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(submission => submission.Appeal).AutoInclude();
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(submission => submission.EnrolmentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(submission => submission.AccountId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
