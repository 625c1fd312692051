namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>A mini-program's access token, which all nodes share.</summary>
internal sealed class AccessTokenRow
{
    /// <summary>WeChat asks to keep room for so many characters.</summary>
    public const int MaxTokenLength = 512;

    public required string AppId { get; init; }

    /// <summary>The token; encrypted at rest.</summary>
    public required string Token { get; init; }

    /// <summary>Grows by one with each token: tells a refused token from the one that has replaced it.</summary>
    public required long Generation { get; init; }

    /// <summary>When the next one is fetched; both hold for a while then.</summary>
    public required DateTimeOffset RenewAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
