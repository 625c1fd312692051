using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Accounts;

/// <summary>Identity of a student's account.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    /// <inheritdoc />
    public static AccountId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
