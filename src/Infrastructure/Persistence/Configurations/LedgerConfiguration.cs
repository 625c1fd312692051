using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

/// <summary>The ledger refers to orders without a foreign key: its lines outlive them.</summary>
internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("LedgerEntries");
        builder.HasKey(entry => new { entry.Posting, entry.Book });
        builder.Property(entry => entry.Posting).HasMaxLength(LedgerEntry.MaxPostingLength).IsUnicode(false);
        builder.Property(entry => entry.MerchantAccount).HasMaxLength(TextLengths.MerchantAccount);
        builder.Property(entry => entry.OutTradeNo).HasMaxLength(PaymentAttempt.MaxOutTradeNoLength).IsUnicode(false);
        builder.Property(entry => entry.TransactionId).HasMaxLength(TextLengths.TransactionId).IsUnicode(false);
        builder.HasIndex(entry => entry.OrderId);
        builder.HasIndex(entry => new { entry.MerchantAccount, entry.Book, entry.At });
    }
}

internal sealed class ShippingUploadConfiguration : IEntityTypeConfiguration<ShippingUpload>
{
    public void Configure(EntityTypeBuilder<ShippingUpload> builder)
    {
        builder.ToTable("ShippingUploads");
        builder.HasKey(upload => upload.TransactionId);
        builder.Property(upload => upload.TransactionId).HasMaxLength(TextLengths.TransactionId).IsUnicode(false);
        builder.Property(upload => upload.Fault).HasMaxLength(ShippingUpload.MaxFaultLength).IsUnicode(false);
        builder.HasOne<Order>().WithMany().HasForeignKey(upload => upload.OrderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(upload => upload.NextTryAt).HasFilter("\"NextTryAt\" IS NOT NULL");
    }
}

internal sealed class ReconciliationConfiguration : IEntityTypeConfiguration<Reconciliation>
{
    public void Configure(EntityTypeBuilder<Reconciliation> builder)
    {
        builder.ToTable("Reconciliations");
        builder.IsAggregate();
        builder.HasKey(day => new { day.MerchantAccount, day.Day });
        builder.Property(day => day.MerchantAccount).HasMaxLength(TextLengths.MerchantAccount);
        builder.Property(day => day.Note).HasMaxLength(Reconciliation.MaxNoteLength);
        builder.Ignore(day => day.IsOpen);
        builder.ComplexProperty(day => day.Flow);
        builder.OwnsMany(day => day.Differences, differences =>
        {
            differences.ToTable("ReconciliationDifferences");
            differences.WithOwner().HasForeignKey("MerchantAccount", "Day");
            differences.HasKey("MerchantAccount", "Day", nameof(ReconciliationDifference.Sequence));
            differences.Property(one => one.Sequence).ValueGeneratedNever();
            differences.Property(one => one.Bill).HasDefaultValue(BillKind.Trade);
            differences.Property(one => one.OutTradeNo).HasMaxLength(ReconciliationDifference.MaxNumberLength);
            differences.Property(one => one.TransactionId).HasMaxLength(ReconciliationDifference.MaxNumberLength);
            differences.Property(one => one.OutRefundNo).HasMaxLength(ReconciliationDifference.MaxNumberLength);
        });
        builder.Navigation(day => day.Differences).HasField("_differences");
    }
}
