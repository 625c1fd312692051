using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Production;

namespace CampusPhoto.Domain.Orders;

/// <summary>How prints come to the student.</summary>
public enum ReprintDelivery
{
    /// <summary>Picked up at the school.</summary>
    PickUp,

    /// <summary>Sent by post.</summary>
    Post,
}

/// <summary>Where prints are sent.</summary>
/// <param name="Recipient">收件人.</param>
/// <param name="Phone">收件电话.</param>
/// <param name="Address">收件地址.</param>
public sealed record PostalAddress(string Recipient, string Phone, string Address);

/// <summary>What is printed, and what it costs.</summary>
/// <param name="OfferId">The offer on the price list.</param>
/// <param name="Paper">Photo paper by the name that the print sheet's call has for it.</param>
/// <param name="WidthMm">Width of one print in millimetres; null for the photo's own size.</param>
/// <param name="Sheets">How many sheets.</param>
/// <param name="SheetPrice">What a sheet costs.</param>
/// <param name="Postage">What sending costs; zero where the prints are picked up.</param>
public sealed record PrintJob(string OfferId, string Paper, int? WidthMm, int Sheets, Money SheetPrice, Money Postage)
{
    /// <summary>What all of it costs.</summary>
    public Money Price => new(checked((SheetPrice.Fen * Sheets) + Postage.Fen));
}

/// <summary>加洗: what an order for prints is for.</summary>
public sealed class Reprint
{
    /// <summary>Greatest length of an offer's identity.</summary>
    public const int MaxOfferIdLength = 40;

    /// <summary>Greatest number of sheets in one order.</summary>
    public const int MaxSheets = 20;

    /// <summary>Greatest length of a recipient's name.</summary>
    public const int MaxRecipientLength = 40;

    /// <summary>Greatest length of a recipient's phone number.</summary>
    public const int MaxPhoneLength = 20;

    /// <summary>Greatest length of an address.</summary>
    public const int MaxAddressLength = 200;

    private Reprint() => Job = null!;

    /// <summary>What an order for prints is for.</summary>
    public Reprint(OrderId order, OrderId source, AccountId account, PrintJob job, ReprintDelivery delivery, PostalAddress? address)
    {
        (OrderId, SourceOrderId, AccountId, Job, Delivery) = (order, source, account, job, delivery);
        (Recipient, Phone, Address) = (address?.Recipient, address?.Phone, address?.Address);
    }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; private set; }

    /// <summary>The order whose approved photo is printed.</summary>
    public OrderId SourceOrderId { get; private set; }

    /// <summary>The student's account.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>What is printed.</summary>
    public PrintJob Job { get; private set; }

    /// <summary>How it comes to the student.</summary>
    public ReprintDelivery Delivery { get; private set; }

    /// <summary>收件人; encrypted at rest, null once erased.</summary>
    public string? Recipient { get; private set; }

    /// <summary>收件电话; encrypted at rest, null once erased.</summary>
    public string? Phone { get; private set; }

    /// <summary>收件地址; encrypted at rest, null once erased.</summary>
    public string? Address { get; private set; }

    /// <summary>快递公司, once they are on their way.</summary>
    public string? Carrier { get; private set; }

    /// <summary>快递单号; null before they are on their way, and once erased.</summary>
    public string? ParcelNumber { get; private set; }

    /// <summary>When the parcel was recorded.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Whether they are to be posted and nobody knows any more where.</summary>
    public bool LacksAddress => Delivery == ReprintDelivery.Post && Address is null;

    /// <summary>Records the parcel; a later one takes its place.</summary>
    /// <returns>Whether it was new.</returns>
    public bool Send(TrackedParcel parcel, DateTimeOffset now)
    {
        if (Carrier == parcel.Carrier && ParcelNumber == parcel.Number) return false;
        (Carrier, ParcelNumber, SentAt) = (parcel.Carrier, parcel.Number, now);
        return true;
    }

    /// <summary>Forgets where the prints were sent.</summary>
    public void EraseAddress() => (Recipient, Phone, Address, ParcelNumber) = (null, null, null, null);
}
