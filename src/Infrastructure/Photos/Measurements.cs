using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>What was measured on one photo, by check code.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<string, double> _values = [];

    /// <summary>Keeps a value; null stands for what could not be measured.</summary>
    public void Set(string code, double? value)
    {
        if (value is { } number && double.IsFinite(number)) _values[code] = number;
    }

    /// <summary>One item for each requirement, in the specification's order.</summary>
    public CheckReport Report(PhotoSpecification specification) => new(
        specification.Id,
        specification.Version,
        [.. specification.Requirements.Select(requirement =>
            CheckWording.Item(specification, requirement, _values.TryGetValue(requirement.Code, out var value) ? value : null))])
    {
        SpecificationSha256 = specification.Sha256,
        SpecificationOverrides = specification.Overrides,
    };
}
