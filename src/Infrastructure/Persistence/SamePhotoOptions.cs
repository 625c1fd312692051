namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>How one photo of two students is found; section <c>SamePhotos</c>.</summary>
internal sealed class SamePhotoOptions
{
    public const string Section = "SamePhotos";

    /// <summary>Whether photos that were re-encoded, resized or cut anew are found too, and not only the same file.</summary>
    public bool LookAlikes { get; set; } = true;
}
