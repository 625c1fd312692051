namespace CampusPhoto.Domain.Common;

/// <summary>An amount of renminbi in whole fen (1 yuan = 100 fen).</summary>
/// <param name="Fen">The amount in fen; never negative for a price.</param>
public readonly record struct Money(long Fen)
{
    /// <summary>The only currency: CNY (ISO 4217).</summary>
    public const string Currency = "CNY";

    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>Whether nothing is due.</summary>
    public bool IsZero => Fen == 0;
}
