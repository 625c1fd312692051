namespace CampusPhoto.Infrastructure.WeChat;

/// <summary>A connectivity test: its notification may reach another node than began it.</summary>
internal sealed class ConnectivityTestRow
{
    public const int MaxFaultLength = 200;

    public required Guid Id { get; init; }

    public required string Account { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public bool Answered { get; set; }

    public bool Decrypted { get; set; }

    public DateTimeOffset? NotifiedAt { get; set; }

    public TimeSpan? ClockSkew { get; set; }

    public string? AnsweredWith { get; set; }

    public string? Fault { get; set; }
}
