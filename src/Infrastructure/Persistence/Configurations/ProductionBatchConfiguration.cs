using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class ProductionBatchConfiguration : IEntityTypeConfiguration<ProductionBatch>
{
    public void Configure(EntityTypeBuilder<ProductionBatch> builder)
    {
        builder.ToTable("ProductionBatches");
        builder.IsAggregate();
        builder.HasKey(batch => batch.Id);
        builder.Property(batch => batch.Id).ValueGeneratedNever();
        builder.Property(batch => batch.Receipt).HasMaxLength(ProductionBatch.MaxReceiptLength);
        builder.Property(batch => batch.Carrier).HasMaxLength(TrackedParcel.MaxCarrierLength);
        builder.Property(batch => batch.ParcelNumber).HasMaxLength(TrackedParcel.MaxNumberLength).IsUnicode(false);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(batch => batch.CampaignId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BatchLineConfiguration : IEntityTypeConfiguration<BatchLine>
{
    public void Configure(EntityTypeBuilder<BatchLine> builder)
    {
        builder.ToTable("BatchLines");
        builder.HasKey(line => new { line.BatchId, line.OrderId });
        builder.ComplexProperty(line => line.Photo, photo => photo.IsPhoto());
        builder.HasOne<ProductionBatch>().WithMany().HasForeignKey(line => line.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Order>().WithMany().HasForeignKey(line => line.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(line => line.OrderId).IsUnique().HasFilter("\"State\" = 'Included'");
    }
}
