using CampusPhoto.Domain.Submissions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusPhoto.Infrastructure.Persistence.Configurations;

/// <summary>The columns of a photo in the store.</summary>
internal static class StoredPhotoConfiguration
{
    public static void IsPhoto(this ComplexPropertyBuilder<StoredPhoto> photo)
    {
        photo.Property(one => one.Key).HasMaxLength(TextLengths.PhotoKey).IsUnicode(false);
        photo.Property(one => one.Sha256).HasMaxLength(TextLengths.Sha256).IsUnicode(false);
        photo.Property(one => one.ContentType).HasMaxLength(TextLengths.ContentType).IsUnicode(false);
    }
}
