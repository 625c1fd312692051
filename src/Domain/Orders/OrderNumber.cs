using System.Globalization;

namespace CampusPhoto.Domain.Orders;

/// <summary>订单编号: <c>{agency code}-{yyyyMMddHHmmssfff}</c> in China Standard Time, such as 000015-20240220113824101.</summary>
/// <param name="Value">The number.</param>
public readonly record struct OrderNumber(string Value) : IComparable<OrderNumber>
{
    /// <summary>Greatest length.</summary>
    public const int MaxLength = 24;

    private const string Stamp = "yyyyMMddHHmmssfff";

    /// <summary>China Standard Time: UTC+8 without summer time.</summary>
    public static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    /// <summary>The number of an order placed at that millisecond.</summary>
    public static OrderNumber At(string agencyCode, DateTimeOffset placedAt) =>
        new($"{agencyCode}-{placedAt.ToOffset(ChinaOffset).ToString(Stamp, CultureInfo.InvariantCulture)}");

    /// <summary>Compares by the digits, so numbers of one agency sort by time.</summary>
    public int CompareTo(OrderNumber other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>Whether the left one comes before the right one.</summary>
    public static bool operator <(OrderNumber left, OrderNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one comes after the right one.</summary>
    public static bool operator >(OrderNumber left, OrderNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one does not come after the right one.</summary>
    public static bool operator <=(OrderNumber left, OrderNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one does not come before the right one.</summary>
    public static bool operator >=(OrderNumber left, OrderNumber right) => left.CompareTo(right) >= 0;
}
