using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Common;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items.</param>
/// <param name="NextCursor">What to ask the next page with, or null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Where a page of orders begins: after the order placed then, with that number.</summary>
/// <param name="PlacedAt">下单时间 of the last order seen.</param>
/// <param name="Number">订单编号 of the last order seen.</param>
public sealed record OrderCursor(DateTimeOffset PlacedAt, OrderNumber Number)
{
    /// <summary>Greatest number of items on a page.</summary>
    public const int MaxPageSize = 100;

    /// <summary>The cursor as callers carry it.</summary>
    public override string ToString() => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{PlacedAt.UtcTicks}|{Number}")));

    /// <summary>Reads a cursor; null text is the first page.</summary>
    /// <returns>False when the text is no cursor.</returns>
    public static bool TryParse(string? text, out OrderCursor? cursor)
    {
        cursor = null;
        if (text is null) return true;
        if (text.Length > 200 || !Base64Url.IsValid(text)) return false;
        string[] parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        cursor = new OrderCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new OrderNumber(parts[1]));
        return true;
    }
}
