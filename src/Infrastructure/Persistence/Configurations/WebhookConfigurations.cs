using CampusPhoto.Domain.Integrations;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class WebhookConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("Webhooks");
        builder.IsAggregate();
        builder.HasKey(webhook => webhook.Id);
        builder.Property(webhook => webhook.Id).ValueGeneratedNever();
        builder.Ignore(webhook => webhook.EventTypes);
        builder.Property(webhook => webhook.Url).HasMaxLength(Webhook.MaxUrlLength);
        builder.Property(webhook => webhook.EventTypeNames).HasMaxLength(Webhook.MaxEventTypesLength).IsUnicode(false);
        builder.Property(webhook => webhook.Secret)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "webhook.secret"))
            .HasMaxLength(PersonalDataCipher.StoredLength(Webhook.MaxSecretLength)).IsUnicode(false);
        builder.Property(webhook => webhook.PreviousSecret)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "webhook.secret"))
            .HasMaxLength(PersonalDataCipher.StoredLength(Webhook.MaxSecretLength)).IsUnicode(false);
        builder.HasOne<IntegratorClientRow>().WithMany().HasForeignKey(webhook => webhook.ClientId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("WebhookDeliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.EventId).HasMaxLength(WebhookDelivery.MaxEventIdLength).IsUnicode(false);
        builder.Property(delivery => delivery.EventType).HasMaxLength(WebhookEventType.MaxLength).IsUnicode(false);
        builder.Property(delivery => delivery.Payload).HasMaxLength(WebhookDelivery.MaxPayloadLength);
        builder.Property(delivery => delivery.LastFault).HasMaxLength(WebhookDelivery.MaxFaultLength).IsUnicode(false);
        builder.HasOne<Webhook>().WithMany().HasForeignKey(delivery => delivery.WebhookId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(delivery => new { delivery.WebhookId, delivery.EventId }).IsUnique();
        builder.HasIndex(delivery => new { delivery.WebhookId, delivery.OccurredAt });
        builder.HasIndex(delivery => delivery.NextTryAt).HasFilter("\"NextTryAt\" IS NOT NULL");
        builder.HasIndex(delivery => delivery.OccurredAt);
    }
}
