namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>A version of a photo specification that an order used, kept whole as evidence of what was required.</summary>
internal sealed class UsedSpecificationRow
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    /// <summary>SHA-256 of <see cref="Document"/>.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The specification with all that it inherits, as canonical JSON.</summary>
    public required string Document { get; init; }

    public required DateTimeOffset FirstUsedAt { get; init; }
}
