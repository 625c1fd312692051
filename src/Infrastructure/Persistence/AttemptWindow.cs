namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>Tries counted for one subject since its first one.</summary>
internal sealed class AttemptWindow
{
    public const int MaxKindLength = 40;
    public const int MaxSubjectLength = 100;

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset EndsAt { get; set; }

    public required int Count { get; set; }
}
