namespace CampusPhoto.Infrastructure.Photos.Catalogue;

/// <summary>Where further photo specifications lie; section <c>PhotoSpecifications</c>.</summary>
internal sealed class PhotoSpecificationOptions
{
    public const string Section = "PhotoSpecifications";

    /// <summary>A folder of further files ID.vVERSION.json; empty for those of the program alone.</summary>
    public string Folder { get; set; } = "";
}
