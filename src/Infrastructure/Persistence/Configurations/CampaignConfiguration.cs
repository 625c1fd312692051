using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Schools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.ToTable("Campaigns");
        builder.IsAggregate();
        builder.HasKey(campaign => campaign.Id);
        builder.Property(campaign => campaign.Id).ValueGeneratedNever();
        builder.Property(campaign => campaign.Name).HasMaxLength(Campaign.MaxNameLength);
        builder.Property(campaign => campaign.SpecificationId).HasMaxLength(TextLengths.SpecificationId);
        builder.Property(campaign => campaign.SpecificationOverrides).HasMaxLength(Campaign.MaxOverridesLength);
        builder.Property(campaign => campaign.NamingTemplate).HasMaxLength(FileNaming.MaxLength).IsUnicode(false).HasDefaultValue(FileNaming.Default);
        builder.ComplexProperty(campaign => campaign.Terms, terms =>
            terms.Property(one => one.MerchantAccount).HasMaxLength(TextLengths.MerchantAccount));
        builder.HasOne<School>().WithMany().HasForeignKey(campaign => campaign.SchoolId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(campaign => campaign.ReviewPriority).HasDefaultValue(ReviewPriority.Ordinary);
        builder.HasIndex(campaign => campaign.ReviewPriority).HasFilter("\"ReviewPriority\" = 'Raised'");
        builder.HasIndex(campaign => campaign.RemindingSince).HasFilter("\"RemindingSince\" IS NOT NULL");
        builder.HasIndex(campaign => campaign.FeatureCode).IsUnique().HasFilter("\"Status\" = 'Open'");
    }
}
