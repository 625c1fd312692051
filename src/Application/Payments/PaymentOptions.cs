namespace CampusPhoto.Application.Payments;

/// <summary>Rules of money, section <c>Payments</c>.</summary>
public sealed class PaymentOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Payments";

    /// <summary>Greatest refund in fen that one member of finance decides alone; above it two agree. 100 yuan unless told.</summary>
    public long RefundLimitFen { get; set; } = 10_000;
}
