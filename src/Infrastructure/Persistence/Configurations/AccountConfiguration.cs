using CampusPhoto.Domain.Accounts;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class AccountConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.IsAggregate();
        builder.HasKey(account => account.Id);
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.OpenId).HasMaxLength(Account.MaxOpenIdLength).IsUnicode(false);
        builder.Property(account => account.Phone)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "account.phone"))
            .HasMaxLength(PersonalDataCipher.StoredLength(TextLengths.Phone)).IsUnicode(false);
        builder.Property(account => account.AgreementVersion).HasMaxLength(TextLengths.AgreementVersion);
        builder.HasIndex(account => account.OpenId).IsUnique();

        builder.OwnsMany(account => account.Consents, consents =>
        {
            consents.ToTable("Consents");
            consents.WithOwner().HasForeignKey("AccountId");
            consents.Property<AccountId>("AccountId");
            consents.Property(consent => consent.TextVersion).HasMaxLength(TextLengths.AgreementVersion);
            consents.HasKey("AccountId", nameof(Consent.Purpose), nameof(Consent.TextVersion), nameof(Consent.GivenAt));
        });
        builder.OwnsMany(account => account.MessageCredits, credits =>
        {
            credits.ToTable("MessageCredits");
            credits.WithOwner().HasForeignKey("AccountId");
            credits.Property<AccountId>("AccountId");
            credits.Property(credit => credit.TemplateId).HasMaxLength(TextLengths.TemplateId).IsUnicode(false);
            credits.HasKey("AccountId", nameof(MessageCredit.TemplateId));
        });
        builder.Navigation(account => account.Consents).HasField("_consents");
        builder.Navigation(account => account.MessageCredits).HasField("_credits");
    }
}
