using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class RecognitionConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<Recognition>
{
    public void Configure(EntityTypeBuilder<Recognition> builder)
    {
        builder.ToTable("Recognitions");
        builder.IsAggregate();
        builder.HasKey(recognition => recognition.Id);
        builder.Property(recognition => recognition.Id).ValueGeneratedNever();
        builder.ComplexProperty(
            recognition => recognition.Identity, identity => identity.IsStudent(cipher, "recognition.unique_number"));
        builder.HasOne<Account>().WithMany().HasForeignKey(recognition => recognition.AccountId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(recognition => recognition.ExpiresAt);
    }
}
