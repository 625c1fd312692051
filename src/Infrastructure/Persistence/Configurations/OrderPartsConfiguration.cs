using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class OrderTransitionConfiguration : IEntityTypeConfiguration<OrderTransition>
{
    public void Configure(EntityTypeBuilder<OrderTransition> builder)
    {
        builder.ToTable("OrderTransitions");
        builder.Property<OrderId>("OrderId");
        builder.Property(transition => transition.Sequence).ValueGeneratedNever();
        builder.HasKey("OrderId", nameof(OrderTransition.Sequence));
        builder.Property(transition => transition.Reason).HasMaxLength(OrderTransition.MaxReasonLength);
    }
}

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("OrderReviews");
        builder.Property<OrderId>("OrderId");
        builder.Property(review => review.Sequence).ValueGeneratedNever();
        builder.HasKey("OrderId", nameof(Review.Sequence));
        builder.Property(review => review.PhotoSha256).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        builder.Property(review => review.Reasons)
            .HasMaxLength(Review.MaxReasons * (RejectionReason.MaxCodeLength + 1)).IsUnicode(false);
        builder.Property(review => review.Note).HasMaxLength(Review.MaxNoteLength);
        builder.Property(review => review.Stage).HasDefaultValue(ReviewStage.First);
        builder.Ignore(review => review.ReasonList);
        builder.HasIndex(review => new { review.ReviewerId, review.At });
        builder.HasIndex(review => review.At);
    }
}

internal sealed class PaymentAttemptConfiguration : IEntityTypeConfiguration<PaymentAttempt>
{
    public void Configure(EntityTypeBuilder<PaymentAttempt> builder)
    {
        builder.ToTable("PaymentAttempts");
        builder.Property<OrderId>("OrderId");
        builder.Property(attempt => attempt.Sequence).ValueGeneratedNever();
        builder.HasKey("OrderId", nameof(PaymentAttempt.Sequence));
        builder.Property(attempt => attempt.OutTradeNo)
            .HasMaxLength(PaymentAttempt.MaxOutTradeNoLength).IsUnicode(false);
        builder.Property(attempt => attempt.MerchantAccount).HasMaxLength(TextLengths.MerchantAccount);
        builder.Property(attempt => attempt.AppId).HasMaxLength(TextLengths.AppId).IsUnicode(false);
        builder.Property(attempt => attempt.MerchantId).HasMaxLength(TextLengths.MerchantId).IsUnicode(false);
        builder.Property(attempt => attempt.PayerOpenId).HasMaxLength(Account.MaxOpenIdLength).IsUnicode(false);
        builder.Property(attempt => attempt.PrepayId).HasMaxLength(TextLengths.PrepayId).IsUnicode(false);
        builder.Property(attempt => attempt.Method).HasDefaultValue(PaymentMethod.WeChat);
        builder.Property(attempt => attempt.Evidence).HasMaxLength(PaymentAttempt.MaxEvidenceLength);
        builder.Ignore(attempt => attempt.IsOpen);
        builder.Ignore(attempt => attempt.AwaitsApproval);
        builder.HasIndex(attempt => attempt.OutTradeNo).IsUnique();

        // At most one attempt of an order may still bring money.
        builder.HasIndex("OrderId").IsUnique().HasFilter("\"State\" IN ('Created', 'Pending', 'Closing')");

        // The timers look for what is due.
        builder.HasIndex(attempt => attempt.NextCheckAt).HasFilter("\"NextCheckAt\" IS NOT NULL");
    }
}

internal sealed class ReceivedChargeConfiguration : IEntityTypeConfiguration<ReceivedCharge>
{
    public void Configure(EntityTypeBuilder<ReceivedCharge> builder)
    {
        builder.ToTable("ReceivedCharges");
        builder.Property<OrderId>("OrderId");
        builder.Property(charge => charge.TransactionId).HasMaxLength(TextLengths.TransactionId).IsUnicode(false);
        builder.HasKey("OrderId", nameof(ReceivedCharge.TransactionId));
        builder.Property(charge => charge.OutTradeNo).HasMaxLength(PaymentAttempt.MaxOutTradeNoLength).IsUnicode(false);
        builder.Property(charge => charge.Currency).HasMaxLength(TextLengths.Currency).IsUnicode(false).HasDefaultValue(Money.Currency);
        builder.Property(charge => charge.Difference).HasMaxLength(ReceivedCharge.MaxDifferenceLength).IsUnicode(false);
        builder.HasIndex(charge => charge.TransactionId).IsUnique();
        builder.HasIndex(charge => charge.Disposition).HasFilter("\"Disposition\" = 'Suspicious'");
        builder.HasIndex(charge => charge.PaidAt);
    }
}

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable("Refunds");
        builder.Property<OrderId>("OrderId");
        builder.Property(refund => refund.OutRefundNo).HasMaxLength(Refund.MaxOutRefundNoLength).IsUnicode(false);
        builder.HasKey("OrderId", nameof(Refund.OutRefundNo));
        builder.Property(refund => refund.TransactionId).HasMaxLength(TextLengths.TransactionId).IsUnicode(false);
        builder.Property(refund => refund.State).HasDefaultValue(RefundState.Decided);
        builder.Property(refund => refund.OutTradeNo).HasMaxLength(PaymentAttempt.MaxOutTradeNoLength).IsUnicode(false);
        builder.Property(refund => refund.Reason).HasMaxLength(OrderTransition.MaxReasonLength);
        builder.Property(refund => refund.RefundId).HasMaxLength(Refund.MaxRefundIdLength).IsUnicode(false);
        builder.Property(refund => refund.Fault).HasMaxLength(Refund.MaxFaultLength).IsUnicode(false);
        builder.Property(refund => refund.ReplacedBy).HasMaxLength(Refund.MaxOutRefundNoLength).IsUnicode(false);
        builder.Property(refund => refund.Evidence).HasMaxLength(Refund.MaxRefundIdLength);
        builder.Ignore(refund => refund.Counts);
        builder.Ignore(refund => refund.IsPaidByPeople);
        builder.Ignore(refund => refund.MayBeRedirected);
        builder.HasIndex(refund => refund.OutRefundNo).IsUnique();
        builder.HasIndex(refund => refund.NextCheckAt).HasFilter("\"NextCheckAt\" IS NOT NULL");
        builder.HasIndex(refund => new { refund.State, refund.DecidedAt });
    }
}
