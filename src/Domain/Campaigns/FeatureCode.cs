using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Campaigns;

/// <summary>特征码: 4 to 6 letters or digits that name a campaign, compared without case.</summary>
/// <param name="Value">The code in capitals.</param>
public readonly record struct FeatureCode(string Value)
{
    /// <summary>Greatest length.</summary>
    public const int MaxLength = 6;

    /// <summary>Least length.</summary>
    public const int MinLength = 4;

    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>Reads a code as typed: white space around it is dropped and case is folded.</summary>
    /// <returns>The code, or <c>feature_code.malformed</c>.</returns>
    public static Result<FeatureCode> Parse(string? typed)
    {
        string code = (typed ?? "").Trim().ToUpperInvariant();
        return code.Length is >= MinLength and <= MaxLength && code.All(char.IsAsciiLetterOrDigit)
            ? new FeatureCode(code)
            : CampaignErrors.FeatureCodeMalformed;
    }

    /// <summary>
    /// A code that cannot be guessed: six of 31 letters and digits, none of which looks like another (no I, L, O, 0, 1).
    /// </summary>
    /// <param name="below">Draws a whole number from 0 to below the one given, unpredictably.</param>
    public static FeatureCode Draw(Func<int, int> below) =>
        new(new string([.. Enumerable.Range(0, MaxLength).Select(_ => Alphabet[below(Alphabet.Length)])]));

    /// <inheritdoc />
    public override string ToString() => Value;
}
