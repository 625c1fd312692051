namespace CampusPhoto.Application.Retention;

/// <summary>
/// How long each class of data is kept, section <c>Retention</c>, in days. The clock of an order starts with its last
/// change; what is under way is always kept.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Retention";

    /// <summary>Photos that were never ordered.</summary>
    public int UnorderedDays { get; set; } = 30;

    /// <summary>Photos of orders that were cancelled unpaid.</summary>
    public int UnpaidDays { get; set; } = 30;

    /// <summary>Photos of paid orders that ended without an approved photo.</summary>
    public int RejectedDays { get; set; } = 90;

    /// <summary>Photos of completed orders: as long as CHSI's check and a correction take.</summary>
    public int DeliveredDays { get; set; } = 180;

    /// <summary>Where prints were sent, once their order has ended.</summary>
    public int AddressDays { get; set; } = 60;

    /// <summary>Tickets of support, once closed.</summary>
    public int TicketDays { get; set; } = 180;

    /// <summary>Who the students of a campaign are, and its roster, after its last day for a photo.</summary>
    public int ClosedCampaignDays { get; set; } = 365;

    internal RetentionClocks At(DateTimeOffset now) => new(
        now.AddDays(-UnorderedDays), now.AddDays(-UnpaidDays), now.AddDays(-RejectedDays), now.AddDays(-DeliveredDays),
        now.AddDays(-AddressDays), now.AddDays(-TicketDays), now.AddDays(-ClosedCampaignDays));

    internal bool IsSensible => new[] { UnorderedDays, UnpaidDays, RejectedDays, DeliveredDays, AddressDays, TicketDays, ClosedCampaignDays }
        .All(days => days is >= 1 and <= 3650);
}

/// <summary>What is older than these times is erased, by class.</summary>
/// <param name="Unordered">Photos that were never ordered.</param>
/// <param name="Unpaid">Orders cancelled unpaid.</param>
/// <param name="Rejected">Paid orders without an approved photo.</param>
/// <param name="Delivered">Completed orders.</param>
/// <param name="Address">Where prints were sent.</param>
/// <param name="Ticket">Closed tickets.</param>
/// <param name="ClosedCampaign">Campaigns that are over.</param>
public sealed record RetentionClocks(
    DateTimeOffset Unordered, DateTimeOffset Unpaid, DateTimeOffset Rejected, DateTimeOffset Delivered, DateTimeOffset Address,
    DateTimeOffset Ticket, DateTimeOffset ClosedCampaign);
