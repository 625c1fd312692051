using System.Globalization;

namespace CampusPhoto.Domain.Orders;

/// <summary>订单编号: <c>{agency code}-{yyyyMMddHHmmssfff}</c> in China Standard Time, such as 000015-20240220113824101.</summary>
/// <param name="Value">The number.</param>
public readonly record struct OrderNumber(string Value)
{
    /// <summary>Greatest length.</summary>
    public const int MaxLength = 24;

    private const string Stamp = "yyyyMMddHHmmssfff";

    /// <summary>China Standard Time: UTC+8 without summer time.</summary>
    public static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    /// <summary>The number of an order placed at that millisecond.</summary>
    public static OrderNumber At(string agencyCode, DateTimeOffset placedAt) =>
        new($"{agencyCode}-{placedAt.ToOffset(ChinaOffset).ToString(Stamp, CultureInfo.InvariantCulture)}");

    /// <inheritdoc />
    public override string ToString() => Value;
}
