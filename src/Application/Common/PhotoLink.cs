namespace CampusPhoto.Application.Common;

/// <summary>A short-lived link to a photo; the caller's protocol knows the address that takes the token.</summary>
/// <param name="Token">The signed token.</param>
public readonly record struct PhotoLink(string Token);
