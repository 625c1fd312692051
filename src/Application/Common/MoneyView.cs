using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Common;

/// <summary>Money on the wire.</summary>
/// <param name="AmountFen">Whole fen; 100 fen are one yuan.</param>
/// <param name="Currency">Always CNY.</param>
public sealed record MoneyView(long AmountFen, string Currency)
{
    internal static MoneyView Of(Money money) => new(money.Fen, Money.Currency);
}
