using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class RosterEntryConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<RosterEntry>
{
    public void Configure(EntityTypeBuilder<RosterEntry> builder)
    {
        builder.ToTable("RosterEntries");
        builder.IsAggregate();
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Number)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "roster.number"))
            .HasMaxLength(PersonalDataCipher.StoredLength(CollectionCode.MaxUniqueNumberLength)).IsUnicode(false);
        builder.Property(entry => entry.Name)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "roster.name"))
            .HasMaxLength(PersonalDataCipher.StoredLength(RosterEntry.MaxNameLength)).IsUnicode(false);
        builder.Property(entry => entry.College).HasMaxLength(RosterEntry.MaxTextLength);
        builder.Property(entry => entry.Major).HasMaxLength(RosterEntry.MaxTextLength);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(entry => entry.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(entry => new { entry.CampaignId, entry.NumberHash }).IsUnique();
        builder.HasIndex(entry => new { entry.CampaignId, entry.Position }).IsUnique();
    }
}
