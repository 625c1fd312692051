namespace CampusPhoto.Application.Common;

/// <summary>
/// A short-lived link to a photo: a token, which the caller's protocol turns into an address of its own, or the address
/// of a store that honours its own links.
/// </summary>
public readonly record struct PhotoLink
{
    /// <summary>The signed token, or null when there is an address.</summary>
    public string? Token { get; init; }

    /// <summary>The signed address, or null when there is a token.</summary>
    public Uri? Address { get; init; }

    /// <summary>A link by a token of ours.</summary>
    public static PhotoLink ByToken(string token) => new() { Token = token };

    /// <summary>A link to the store itself.</summary>
    public static PhotoLink At(Uri address) => new() { Address = address };
}
