using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Abstractions;

/// <summary>The catalogue of photo specifications.</summary>
public interface IPhotoSpecifications
{
    /// <summary>All versions of all specifications, by identity, the newest version first.</summary>
    IReadOnlyList<PhotoSpecification> All { get; }

    /// <summary>The specification of that identity and version, or null when there is none.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="version">Version.</param>
    /// <param name="overrides">What a campaign changes of it, as JSON; null for nothing.</param>
    PhotoSpecification? Find(string id, int version, string? overrides = null);

    /// <summary>The newest version of that specification, or null when there is none.</summary>
    PhotoSpecification? Newest(string id);
}
