using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Orders;

/// <summary>
/// 加洗价目表, section <c>Reprints</c>. Without offers of its own an installation has two, at the 30 yuan that
/// photographers ask for 加洗.
/// </summary>
public sealed class ReprintOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Reprints";

    /// <summary>The offers by their identity.</summary>
    public Dictionary<string, ReprintOffer> Offers { get; } = [];

    /// <summary>What sending costs, whole fen.</summary>
    public long PostageFen { get; set; } = 1200;

    /// <summary>How long an order for prints waits for its payment, minutes.</summary>
    public int PaymentMinutes { get; set; } = 30;

    internal static void AddDefaults(ReprintOptions options)
    {
        if (options.Offers.Count > 0) return;
        options.Offers["one-inch"] = new ReprintOffer
        {
            NameZh = "一寸照，五寸相纸整版", NameEn = "25 mm wide, as many as fit on 89 × 127 mm paper", WidthMm = 25, SheetFen = 3000,
        };
        options.Offers["two-inch"] = new ReprintOffer
        {
            NameZh = "小二寸照，五寸相纸整版", NameEn = "33 mm wide, as many as fit on 89 × 127 mm paper", WidthMm = 33, SheetFen = 3000,
        };
    }
}

/// <summary>One line of the price list.</summary>
public sealed class ReprintOffer
{
    /// <summary>Name in Chinese.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>Photo paper.</summary>
    public PrintPaper Paper { get; set; } = PrintPaper.FiveInch;

    /// <summary>Width of one print in millimetres, 15 to 100; null for the photo's own size.</summary>
    public int? WidthMm { get; set; }

    /// <summary>What a sheet costs, whole fen.</summary>
    public long SheetFen { get; set; }

    internal LocalizedText Name => new(NameZh, NameEn);

    internal PrintJob For(string id, int sheets, Money postage) =>
        new(id, Paper.ToString(), WidthMm, sheets, new Money(SheetFen), postage);
}

internal sealed class ReprintOptionsCheck : IValidateOptions<ReprintOptions>
{
    private const long MostFen = 1_000_000;

    public ValidateOptionsResult Validate(string? name, ReprintOptions options)
    {
        if (options.PostageFen is < 0 or > MostFen || options.PaymentMinutes is < 5 or > 1440)
            return ValidateOptionsResult.Fail("Reprints:PostageFen is 0 to 1000000 and Reprints:PaymentMinutes 5 to 1440.");
        string[] wrong =
        [
            .. options.Offers.Where(offer => offer.Key.Length > Reprint.MaxOfferIdLength || offer.Value.NameZh.Length == 0
                || offer.Value.NameEn.Length == 0 || offer.Value.SheetFen is < 0 or > MostFen || offer.Value.WidthMm is < 15 or > 100)
                .Select(offer => offer.Key),
        ];
        return wrong.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Reprints:Offers:{wrong[0]} needs NameZh, NameEn, SheetFen of 0 to 1000000 and, where given, WidthMm of 15 to 100; its name has at most 40 characters.");
    }
}
