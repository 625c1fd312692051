using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

/// <summary>The columns of a student's identity, in each table that holds one.</summary>
internal static class StudentIdentityConfiguration
{
    /// <summary>
    /// Name of the shadow property that repeats the unique number's hash on the owner: no index can reach into a
    /// complex type.
    /// </summary>
    public const string StudentHash = "StudentHash";

    public static void IsStudent(
        this ComplexPropertyBuilder<StudentIdentity> identity, PersonalDataCipher cipher, string purpose)
    {
        identity.Property(student => student.UniqueNumber)
            .HasConversion((ValueConverter)new EncryptedStringConverter(cipher, purpose))
            .HasMaxLength(PersonalDataCipher.StoredLength(CollectionCode.MaxUniqueNumberLength)).IsUnicode(false);
        identity.Property(student => student.MaskedName).HasMaxLength(CollectionCodeLimits.MaskedName);
        identity.Property(student => student.MaskedIdNumber).HasMaxLength(CollectionCodeLimits.MaskedIdNumber);
        identity.Property(student => student.SchoolCode).HasMaxLength(CollectionCodeLimits.SchoolCode);
        identity.Property(student => student.SchoolName).HasMaxLength(CollectionCodeLimits.SchoolName);
        identity.Property(student => student.Major).HasMaxLength(CollectionCodeLimits.Major);
    }

    public static void HasStudentHash<T>(this EntityTypeBuilder<T> builder, Func<T, StudentIdentity> identity)
        where T : class =>
        builder.Property<KeyedHash>(StudentHash)
            .ValueGeneratedOnAdd()
            .HasValueGenerator((_, _) => new HashOfOwner<T>(identity));

    private sealed class HashOfOwner<T>(Func<T, StudentIdentity> identity) : ValueGenerator<KeyedHash>
        where T : class
    {
        public override bool GeneratesTemporaryValues => false;

        public override KeyedHash Next(EntityEntry entry) => identity((T)entry.Entity).UniqueNumberHash;
    }
}
