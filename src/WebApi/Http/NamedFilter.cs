namespace CampusPhoto.WebApi.Http;

/// <summary>A value of an enumeration by its name. The framework's own reading of enumerations would take numbers too.</summary>
/// <param name="Value">The value.</param>
internal readonly record struct NamedFilter<T>(T Value)
    where T : struct, Enum
{
    public static bool TryParse(string? text, out NamedFilter<T> filter)
    {
        var known = Enum.GetNames<T>().Contains(text, StringComparer.Ordinal);
        filter = known ? new NamedFilter<T>(Enum.Parse<T>(text!)) : default;
        return known;
    }
}
