using CampusPhoto.Infrastructure.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntryRow>
{
    public void Configure(EntityTypeBuilder<AuditEntryRow> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Client).HasMaxLength(AuditEntryRow.MaxClientLength).IsUnicode(false);
        builder.Property(entry => entry.Action).HasMaxLength(AuditEntryRow.MaxActionLength).IsUnicode(false);
        builder.Property(entry => entry.SubjectKind).HasMaxLength(AuditEntryRow.MaxSubjectKindLength).IsUnicode(false);
        builder.Property(entry => entry.Subject).HasMaxLength(AuditEntryRow.MaxSubjectLength).IsUnicode(false);
        builder.Property(entry => entry.Detail).HasMaxLength(AuditEntryRow.MaxDetailLength);
        builder.Property(entry => entry.Mac).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        builder.Property(entry => entry.Hash).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        builder.HasIndex(entry => entry.Sequence).IsUnique().HasFilter("\"Sequence\" IS NOT NULL");
        builder.HasIndex(entry => entry.At).HasFilter("\"Sequence\" IS NULL");
        builder.HasIndex(entry => new { entry.Subject, entry.Sequence });
        builder.HasIndex(entry => new { entry.ById, entry.Sequence });
    }
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHeadRow>
{
    public void Configure(EntityTypeBuilder<AuditHeadRow> builder)
    {
        builder.ToTable("AuditHeads");
        builder.HasKey(head => head.Id);
        builder.Property(head => head.Id).ValueGeneratedNever();
        builder.Property(head => head.Sequence).IsConcurrencyToken();
        builder.Property(head => head.Hash).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        builder.Property(head => head.Mac).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
    }
}
