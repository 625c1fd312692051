using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class ProductionResultConfiguration : IEntityTypeConfiguration<ProductionResult>
{
    public void Configure(EntityTypeBuilder<ProductionResult> builder)
    {
        builder.ToTable("ProductionResults");
        builder.HasKey(result => new { result.OrderId, result.Round });
        builder.Property(result => result.Round).ValueGeneratedNever();
        builder.Property(result => result.Reason).HasMaxLength(OrderTransition.MaxReasonLength);
        builder.Property(result => result.FileSha256).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        builder.HasOne<Order>().WithMany().HasForeignKey(result => result.OrderId).OnDelete(DeleteBehavior.Cascade);
    }
}
