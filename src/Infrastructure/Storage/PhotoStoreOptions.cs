using System.ComponentModel.DataAnnotations;

namespace CampusPhoto.Infrastructure.Storage;

/// <summary>Where photos lie, section <c>Storage</c>.</summary>
internal sealed class PhotoStoreOptions
{
    public const string Section = "Storage";

    /// <summary>The root folder; a relative one lies under the content root.</summary>
    [Required]
    public string Path { get; set; } = "data/photos";
}
