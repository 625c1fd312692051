using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class AttemptWindowConfiguration : IEntityTypeConfiguration<AttemptWindow>
{
    public void Configure(EntityTypeBuilder<AttemptWindow> builder)
    {
        builder.ToTable("AttemptWindows");
        builder.HasKey(window => new { window.Kind, window.Subject });
        builder.Property(window => window.Kind).HasMaxLength(AttemptWindow.MaxKindLength).IsUnicode(false);
        builder.Property(window => window.Subject).HasMaxLength(AttemptWindow.MaxSubjectLength).IsUnicode(false);
        builder.HasIndex(window => window.EndsAt);
    }
}

internal sealed class LeaseConfiguration : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder)
    {
        builder.ToTable("Leases");
        builder.HasKey(lease => lease.Job);
        builder.Property(lease => lease.Job).HasMaxLength(LeaseRow.MaxNameLength).IsUnicode(false);
    }
}

internal sealed class IdempotencyRowConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("IdempotencyKeys");
        builder.HasKey(row => row.KeyHash);
        builder.Property(row => row.KeyHash).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        builder.Property(row => row.Fingerprint).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        builder.Property(row => row.Answer)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "idempotency.answer"))
            .HasMaxLength(PersonalDataCipher.StoredLength(TextLengths.IdempotencyAnswer)).IsUnicode(false);
        builder.HasIndex(row => row.ExpiresAt);
    }
}

internal sealed class SessionRowConfiguration : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("Sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Device).HasMaxLength(TextLengths.Device).IsUnicode(false);
        builder.HasIndex(session => session.Subject);
        builder.HasIndex(session => session.ExpiresAt);
        builder.HasIndex(session => session.EndedAt).HasFilter("\"EndedAt\" IS NOT NULL");
    }
}

/// <summary>The framework's key ring, whose keys come encrypted.</summary>
internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("DataProtectionKeys");
        builder.Property(key => key.FriendlyName).HasMaxLength(AppDbContext.DefaultTextLength);
        builder.Property(key => key.Xml)
            .HasMaxLength(PersonalDataCipher.StoredLength(TextLengths.DataProtectionXml)).IsUnicode(false);
    }
}
