namespace CampusPhoto.Domain.Production;

/// <summary>A parcel on its way.</summary>
/// <param name="Carrier">快递公司.</param>
/// <param name="Number">快递单号.</param>
public sealed record TrackedParcel(string Carrier, string Number)
{
    /// <summary>Greatest length of a carrier's name.</summary>
    public const int MaxCarrierLength = 40;

    /// <summary>Greatest length of a number.</summary>
    public const int MaxNumberLength = 40;

    private const int MinNumberLength = 5;

    /// <summary>Whether it may be a parcel's number: 5 to 40 letters, digits or '-'.</summary>
    public static bool IsNumber(string? number) =>
        number is { Length: >= MinNumberLength and <= MaxNumberLength } && number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary>Whether it may be a carrier's name: 1 to 40 characters.</summary>
    public static bool IsCarrier(string? carrier) =>
        !string.IsNullOrWhiteSpace(carrier) && carrier.Length <= MaxCarrierLength;
}
