using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
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
        builder.Ignore(review => review.ReasonList);
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
        builder.Ignore(attempt => attempt.IsOpen);
        builder.HasIndex(attempt => attempt.OutTradeNo).IsUnique();

        // The poller asks WeChat about attempts that may still bring money.
        builder.HasIndex(attempt => new { attempt.State, attempt.ExpiresAt });
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
        builder.HasIndex(charge => charge.TransactionId).IsUnique();
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
        builder.HasIndex(refund => refund.OutRefundNo).IsUnique();
    }
}
