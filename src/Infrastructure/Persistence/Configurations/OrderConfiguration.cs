using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class OrderConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<Order>
{
    // Not by the state: SQLite would rather look that up in its own index, and sort what it finds.
    private const string Waiting = "\"QueuedAt\" IS NOT NULL";
    private const string Claimable = Waiting + " AND \"RefundStatus\" <> 'Requested'";

    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("Orders");
        builder.IsAggregate();
        builder.HasKey(order => order.Id);
        builder.Property(order => order.Id).ValueGeneratedNever();
        builder.ComplexProperty(order => order.Identity, identity => identity.IsStudent(cipher, "order.unique_number"));
        builder.HasStudentHash(order => order.Identity);
        builder.Property(order => order.ContactPhone)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "order.contact_phone"))
            .HasMaxLength(PersonalDataCipher.StoredLength(TextLengths.Phone)).IsUnicode(false);
        builder.Property(order => order.MerchantAccount).HasMaxLength(TextLengths.MerchantAccount);
        builder.Property(order => order.CurrentPhotoSha256).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        builder.Property(order => order.SpecificationId).HasMaxLength(TextLengths.SpecificationId);
        builder.Property(order => order.SpecificationOverrides).HasMaxLength(Campaign.MaxOverridesLength);
        builder.Property(order => order.SpecificationSha256).HasMaxLength(TextLengths.Sha256).IsUnicode(false);

        builder.Ignore(order => order.OpenAttempt);
        builder.Ignore(order => order.Paid);
        builder.Ignore(order => order.Returned);
        builder.Ignore(order => order.Refundable);
        builder.Property(order => order.StudentsRefundReason).HasMaxLength(OrderTransition.MaxReasonLength);
        builder.Property(order => order.RefundDeclinedBecause).HasMaxLength(OrderTransition.MaxReasonLength);
        builder.Ignore(order => order.ResubmissionDueAt);
        builder.Property(order => order.CorrectionReason).HasMaxLength(OrderTransition.MaxReasonLength);
        builder.Property(order => order.ChsiResult).HasDefaultValue(ChsiResult.Awaited);

        builder.HasOne<Campaign>().WithMany().HasForeignKey(order => order.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<School>().WithMany().HasForeignKey(order => order.SchoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(order => order.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(order => order.AccountId).OnDelete(DeleteBehavior.Restrict);

        builder.HasMany(order => order.History).WithOne().HasForeignKey("OrderId").OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(order => order.Reviews).WithOne().HasForeignKey("OrderId").OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(order => order.Attempts).WithOne().HasForeignKey("OrderId").OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(order => order.Charges).WithOne().HasForeignKey("OrderId").OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(order => order.Refunds).WithOne().HasForeignKey("OrderId").OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(order => order.History).HasField("_history");
        builder.Navigation(order => order.Reviews).HasField("_reviews");
        builder.Navigation(order => order.Attempts).HasField("_attempts");
        builder.Navigation(order => order.Charges).HasField("_charges");
        builder.Navigation(order => order.Refunds).HasField("_refunds");

        builder.HasIndex(order => order.Number).IsUnique();
        builder.HasIndex(order => order.CurrentSubmissionId);
        builder.HasIndex(nameof(Order.CampaignId), StudentIdentityConfiguration.StudentHash)
            .IsUnique().HasFilter("\"Kind\" <> 'Reprint' AND \"Status\" <> 'Cancelled'");
        builder.HasIndex(order => new { order.AccountId, order.PlacedAt, order.Number });

        // The review queue in all, each school's and each raised campaign's, and a campaign's orders by state.
        builder.Property(order => order.ReviewStage).HasDefaultValue(ReviewStage.First);
        builder.HasIndex(order => new { order.QueuedAt, order.Number }).HasFilter(Waiting);
        builder.HasIndex(order => new { order.SchoolId, order.QueuedAt, order.Number }).HasFilter(Waiting);
        builder.HasIndex(order => new { order.CampaignId, order.QueuedAt, order.Number }).HasFilter(Waiting);

        // From which the next order is claimed: one range for each stage, school after school, each with its oldest first.
        builder.HasIndex(order => new { order.ReviewStage, order.SchoolId, order.QueuedAt, order.Number }).HasFilter(Claimable);

        // Where timers look again and again for leases that ran out, and for photos that did not come in time. A campaign's
        // end is the later time of the two until the season is over.
        builder.HasIndex(order => order.LeaseExpiresAt).HasFilter("\"LeaseExpiresAt\" IS NOT NULL");
        builder.HasIndex(order => new { order.Status, order.ResubmissionEndsAt }).HasFilter("\"ResubmissionDeadline\" IS NOT NULL");
        builder.HasIndex(order => new { order.CampaignId, order.Status });
        builder.HasIndex(order => new { order.Status, order.PlacedAt, order.Number });

        // Named here, since the one below would take its place.
        builder.HasIndex(order => order.EnrolmentId);

        // One reprint of a student waits for its payment at a time; staff list the reprints among a million other orders.
        builder.HasIndex(order => order.EnrolmentId, "IX_Orders_UnpaidReprint").IsUnique()
            .HasFilter("\"Kind\" = 'Reprint' AND \"Status\" = 'PendingPayment'");
        builder.HasIndex(order => new { order.CampaignId, order.ChsiResult, order.Number }).HasFilter("\"ChsiResult\" <> 'Awaited'");
        builder.HasIndex(order => new { order.PlacedAt, order.Number }, "IX_Orders_Reprints").HasFilter("\"Kind\" = 'Reprint'");
    }
}
