using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

internal sealed class EnrolmentConfiguration(PersonalDataCipher cipher) : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.ToTable("Enrolments");
        builder.IsAggregate();
        builder.HasKey(enrolment => enrolment.Id);
        builder.Property(enrolment => enrolment.Id).ValueGeneratedNever();
        builder.ComplexProperty(
            enrolment => enrolment.Identity, identity => identity.IsStudent(cipher, "enrolment.unique_number"));
        builder.HasStudentHash(enrolment => enrolment.Identity);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(enrolment => enrolment.CampaignId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(enrolment => enrolment.AccountId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(nameof(Enrolment.CampaignId), StudentIdentityConfiguration.StudentHash)
            .IsUnique().HasFilter("\"ReleasedAt\" IS NULL");
    }
}
