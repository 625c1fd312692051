using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Abstractions;

/// <summary>The catalogue of photo specifications.</summary>
public interface IPhotoSpecifications
{
    /// <summary>The specification of that identity and version, or null when there is none.</summary>
    PhotoSpecification? Find(string id, int version);

    /// <summary>The newest version of that specification, or null when there is none.</summary>
    PhotoSpecification? Newest(string id);
}
