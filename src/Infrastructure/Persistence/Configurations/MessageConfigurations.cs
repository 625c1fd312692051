using CampusPhoto.Application.Messages;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Infrastructure.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class InboxMessageConfiguration : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("InboxMessages");
        builder.HasKey(message => message.Id);
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.Topic).HasDefaultValue(MessageTopic.Order);
        builder.HasOne<Account>().WithMany().HasForeignKey(message => message.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(message => new { message.AccountId, message.At, message.Id });
    }
}

internal sealed class SubscribeDeliveryConfiguration : IEntityTypeConfiguration<SubscribeDelivery>
{
    public void Configure(EntityTypeBuilder<SubscribeDelivery> builder)
    {
        builder.ToTable("SubscribeDeliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.TemplateId).HasMaxLength(TextLengths.TemplateId).IsUnicode(false);
        builder.Property(delivery => delivery.Fault).HasMaxLength(SubscribeDelivery.MaxFaultLength).IsUnicode(false);
        builder.HasOne<Account>().WithMany().HasForeignKey(delivery => delivery.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(delivery => delivery.NextTryAt).HasFilter("\"NextTryAt\" IS NOT NULL");
    }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages");
        builder.HasKey(message => message.Id);
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.Name).HasMaxLength(TextLengths.EventName).IsUnicode(false);
        builder.Property(message => message.Payload).HasMaxLength(TextLengths.EventPayload);
        builder.Property(message => message.TraceParent).HasMaxLength(OutboxMessage.TraceParentLength).IsUnicode(false);
        builder.Property(message => message.LastError).HasMaxLength(OutboxMessage.MaxErrorLength);
        builder.HasIndex(message => message.NextAttemptAt)
            .HasFilter("\"ProcessedAt\" IS NULL AND \"DeadAt\" IS NULL");
        builder.HasIndex(message => message.ProcessedAt);
    }
}

internal sealed class HandledMarkConfiguration : IEntityTypeConfiguration<HandledMark>
{
    public void Configure(EntityTypeBuilder<HandledMark> builder)
    {
        builder.ToTable("HandledMarks");
        builder.HasKey(mark => new { mark.MessageId, mark.Handler });
        builder.Property(mark => mark.Handler).HasMaxLength(TextLengths.HandlerName).IsUnicode(false);
        builder.HasIndex(mark => mark.HandledAt);
    }
}
