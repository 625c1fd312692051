using CampusPhoto.Domain.Schools;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

/// <summary>Identity's tables under the house's names, with bounded columns.</summary>
internal static class StaffConfiguration
{
    private const int StampLength = 64;
    private const int LoginKeyLength = 128;
    private const int TokenLength = 1_000;

    public static void Apply(ModelBuilder model, PersonalDataCipher cipher)
    {
        model.Entity<StaffUser>(staff =>
        {
            staff.ToTable("StaffUsers");
            staff.Property(user => user.PasswordHash).HasMaxLength(AppDbContext.DefaultTextLength);
            staff.Property(user => user.SecurityStamp).HasMaxLength(StampLength);
            staff.Property(user => user.ConcurrencyStamp).HasMaxLength(StampLength);
            staff.Property(user => user.PhoneNumber)
                .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "staff.phone"))
                .HasMaxLength(PersonalDataCipher.StoredLength(TextLengths.Phone)).IsUnicode(false);
            staff.Property(user => user.TotpKey)
                .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, "staff.totp_key"))
                .HasMaxLength(PersonalDataCipher.StoredLength(StaffUser.MaxTotpKeyLength)).IsUnicode(false);
            staff.HasOne<School>().WithMany().HasForeignKey(user => user.School).OnDelete(DeleteBehavior.Restrict);
            staff.Property(user => user.RoleNames).HasMaxLength(StaffUser.MaxRolesLength).IsUnicode(false);
        });
        model.Entity<RecoveryCodeRow>(code =>
        {
            code.ToTable("StaffRecoveryCodes");
            code.HasKey(one => new { one.StaffId, one.CodeHash });
            code.HasOne<StaffUser>().WithMany().HasForeignKey(one => one.StaffId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserClaim<Guid>>().ToTable("StaffUserClaims");
        model.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("StaffUserLogins");
            login.Property(one => one.LoginProvider).HasMaxLength(LoginKeyLength);
            login.Property(one => one.ProviderKey).HasMaxLength(LoginKeyLength);
        });
        model.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("StaffUserTokens");
            token.Property(one => one.LoginProvider).HasMaxLength(LoginKeyLength);
            token.Property(one => one.Name).HasMaxLength(LoginKeyLength);
            token.Property(one => one.Value).HasMaxLength(TokenLength);
        });
    }
}

internal sealed class IntegratorClientConfiguration : IEntityTypeConfiguration<IntegratorClientRow>
{
    public void Configure(EntityTypeBuilder<IntegratorClientRow> builder)
    {
        builder.ToTable("IntegratorClients");
        builder.HasKey(client => client.Id);
        builder.Property(client => client.Id).ValueGeneratedNever();
        builder.Property(client => client.ClientId).HasMaxLength(IntegratorClientRow.MaxClientIdLength).IsUnicode(false);
        builder.Property(client => client.SecretHash).HasMaxLength(AppDbContext.DefaultTextLength).IsUnicode(false);
        builder.Property(client => client.Scopes).HasMaxLength(AppDbContext.DefaultTextLength).IsUnicode(false);
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(client => client.OwnerId).OnDelete(DeleteBehavior.Restrict);

        // Of two secrets that are set at once only one would hold, and nobody could say whose tokens are out.
        builder.Property(client => client.Generation).IsConcurrencyToken();
        builder.HasIndex(client => client.ClientId).IsUnique();
        builder.HasIndex(client => client.TokensEndedAt).HasFilter("\"TokensEndedAt\" IS NOT NULL");
    }
}
