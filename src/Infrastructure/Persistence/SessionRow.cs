using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>One sign-in.</summary>
internal sealed class SessionRow
{
    public required Guid Id { get; init; }

    public required Guid Subject { get; init; }

    public required SessionKind Kind { get; init; }

    public string? Device { get; init; }

    public required int Generation { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
