namespace CampusPhoto.Application.Abstractions;

/// <summary>How long what a caller shows holds.</summary>
public static class TokenLifetimes
{
    /// <summary>An access token's life, unless its session or its client's credentials end sooner.</summary>
    public static readonly TimeSpan Access = TimeSpan.FromMinutes(10);

    /// <summary>A session's life from the sign-in, and so the longest that a refresh token holds.</summary>
    public static readonly TimeSpan Session = TimeSpan.FromDays(30);
}
