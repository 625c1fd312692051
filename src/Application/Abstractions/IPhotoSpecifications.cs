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

    /// <summary>What is wrong with overrides of a specification, each with where it stands; empty when nothing is.</summary>
    /// <param name="id">Identity of a specification that exists.</param>
    /// <param name="version">Its version.</param>
    /// <param name="overrides">What a campaign would change of it, as JSON.</param>
    IReadOnlyList<SpecificationFault> FaultsOf(string id, int version, string overrides);

    /// <summary>The newest version of that specification, or null when there is none.</summary>
    PhotoSpecification? Newest(string id);
}

/// <summary>Something wrong with a specification.</summary>
/// <param name="Place">Where it stands, as a JSON pointer such as <c>/output/bytes</c>.</param>
/// <param name="Message">What is wrong there, in English.</param>
public sealed record SpecificationFault(string Place, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Place}: {Message}";
}
