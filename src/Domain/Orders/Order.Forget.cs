using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Orders;

public sealed partial class Order
{
    private static readonly KeyedHash NoPhone = new(new string('0', KeyedHash.Length));

    /// <summary>Erases who the student is. States, times and money stay, under pseudonyms.</summary>
    public void Forget()
    {
        (Identity, ContactPhone, ContactPhoneHash) = (Identity.Forgotten(), "", NoPhone);
        CorrectionReason = null;
        foreach (Review review in _reviews) review.Forget();
        Touch();
    }
}
