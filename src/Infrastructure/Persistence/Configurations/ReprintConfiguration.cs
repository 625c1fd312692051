using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class ReprintConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<Reprint>
{
    public void Configure(EntityTypeBuilder<Reprint> builder)
    {
        builder.ToTable("Reprints");
        builder.HasKey(reprint => reprint.OrderId);
        builder.Property(reprint => reprint.OrderId).ValueGeneratedNever();
        builder.ComplexProperty(reprint => reprint.Job, job =>
        {
            job.Property(one => one.OfferId).HasMaxLength(Reprint.MaxOfferIdLength);
            job.Property(one => one.Paper).HasMaxLength(Reprint.MaxOfferIdLength).IsUnicode(false);
            job.Ignore(one => one.Price);
        });
        Hide(builder.Property(reprint => reprint.Recipient), "reprint.recipient", Reprint.MaxRecipientLength);
        Hide(builder.Property(reprint => reprint.Phone), "reprint.phone", Reprint.MaxPhoneLength);
        Hide(builder.Property(reprint => reprint.Address), "reprint.address", Reprint.MaxAddressLength);
        builder.Ignore(reprint => reprint.LacksAddress);
        builder.Property(reprint => reprint.Carrier).HasMaxLength(TrackedParcel.MaxCarrierLength);
        builder.Property(reprint => reprint.ParcelNumber).HasMaxLength(TrackedParcel.MaxNumberLength).IsUnicode(false);
        builder.HasOne<Order>().WithOne().HasForeignKey<Reprint>(reprint => reprint.OrderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(reprint => reprint.AccountId).OnDelete(DeleteBehavior.Restrict);
    }

    private void Hide(PropertyBuilder<string?> property, string purpose, int length) => property
        .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, purpose))
        .HasMaxLength(PersonalDataCipher.StoredLength(length)).IsUnicode(false);
}
