namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>What the payment client's handlers tell each other by way of the request.</summary>
internal static class PayRequestOptions
{
    /// <summary>In whose name the request is signed.</summary>
    public static readonly HttpRequestOptionsKey<Merchant> Merchant = new("CampusPhoto.Merchant");

    /// <summary>Whether the last answer's signature held.</summary>
    public static readonly HttpRequestOptionsKey<bool> Verified = new("CampusPhoto.Verified");
}
