using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Support;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class TicketConfiguration : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("Tickets");
        builder.IsAggregate();
        builder.HasKey(ticket => ticket.Id);
        builder.Property(ticket => ticket.Id).ValueGeneratedNever();
        builder.HasOne<Account>().WithMany().HasForeignKey(ticket => ticket.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(ticket => ticket.Messages).WithOne().HasForeignKey("TicketId").OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(ticket => ticket.Messages).HasField("_messages");
        builder.HasIndex(ticket => new { ticket.AccountId, ticket.Topic }).IsUnique().HasFilter("\"Status\" <> 'Closed'");
        builder.HasIndex(ticket => new { ticket.Status, ticket.ChangedAt });
    }
}

internal sealed class TicketMessageConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<TicketMessage>
{
    public void Configure(EntityTypeBuilder<TicketMessage> builder)
    {
        builder.ToTable("TicketMessages");
        builder.Property<TicketId>("TicketId");
        builder.Property(message => message.Sequence).ValueGeneratedNever();
        builder.HasKey("TicketId", nameof(TicketMessage.Sequence));
        builder.Property(message => message.Text)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "ticket.text"))
            .HasMaxLength(PersonalDataCipher.StoredLength(Ticket.MaxTextLength)).IsUnicode(false);
        builder.ComplexProperty(message => message.Picture, photo => photo!.IsPhoto());
    }
}

internal sealed class InvoiceRequestConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<InvoiceRequest>
{
    public void Configure(EntityTypeBuilder<InvoiceRequest> builder)
    {
        builder.ToTable("Invoices");
        builder.IsAggregate();
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.Title)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "invoice.title"))
            .HasMaxLength(PersonalDataCipher.StoredLength(InvoiceRequest.MaxTitleLength)).IsUnicode(false);
        builder.Property(request => request.TaxNumber)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "invoice.tax_number"))
            .HasMaxLength(PersonalDataCipher.StoredLength(InvoiceRequest.MaxTaxNumberLength)).IsUnicode(false);
        builder.Property(request => request.Email)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "invoice.email"))
            .HasMaxLength(PersonalDataCipher.StoredLength(InvoiceRequest.MaxEmailLength)).IsUnicode(false);
        builder.Property(request => request.Number).HasMaxLength(InvoiceRequest.MaxNumberLength).IsUnicode(false);
        builder.Property(request => request.Reason).HasMaxLength(InvoiceRequest.MaxReasonLength);
        builder.HasOne<Order>().WithMany().HasForeignKey(request => request.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(request => request.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(request => request.OrderId, "IX_Invoices_Live").IsUnique().HasFilter("\"Status\" <> 'Declined'");
        builder.HasIndex(request => new { request.Status, request.RequestedAt });
    }
}
