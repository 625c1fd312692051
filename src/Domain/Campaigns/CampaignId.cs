using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Campaigns;

/// <summary>Identity of a campaign.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct CampaignId(Guid Value) : IId<CampaignId>
{
    /// <inheritdoc />
    public static CampaignId From(Guid value) => new(value);

    /// <summary>Less than, equal to or greater than nothing: the order in which raised campaigns take turns.</summary>
    public int CompareTo(CampaignId other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
