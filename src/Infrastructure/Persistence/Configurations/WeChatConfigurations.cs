using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.WeChat;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class AccessTokenConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<AccessTokenRow>
{
    public void Configure(EntityTypeBuilder<AccessTokenRow> builder)
    {
        builder.ToTable("AccessTokens");
        builder.HasKey(row => row.AppId);
        builder.Property(row => row.AppId).HasMaxLength(TextLengths.AppId).IsUnicode(false);
        builder.Property(row => row.Token)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "wechat.access_token"))
            .HasMaxLength(PersonalDataCipher.StoredLength(AccessTokenRow.MaxTokenLength)).IsUnicode(false);
    }
}

internal sealed class ConnectivityTestConfiguration : IEntityTypeConfiguration<ConnectivityTestRow>
{
    public void Configure(EntityTypeBuilder<ConnectivityTestRow> builder)
    {
        builder.ToTable("ConnectivityTests");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Account).HasMaxLength(TextLengths.MerchantAccount).IsUnicode(false);
        builder.Property(row => row.AnsweredWith).HasMaxLength(TextLengths.PlatformSerial).IsUnicode(false);
        builder.Property(row => row.Fault).HasMaxLength(ConnectivityTestRow.MaxFaultLength).IsUnicode(false);
        builder.HasIndex(row => row.BegunAt);
    }
}
