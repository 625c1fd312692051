using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.Infrastructure.Audit;

/// <summary>An entry of the audit trail.</summary>
internal sealed class AuditEntryRow
{
    public const int MaxActionLength = 60;
    public const int MaxSubjectKindLength = 40;
    public const int MaxSubjectLength = 64;
    public const int MaxDetailLength = 200;
    public const int MaxClientLength = Staff.IntegratorClientRow.MaxClientIdLength;

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CallerKind By { get; init; }

    public required Guid ById { get; init; }

    public string? Client { get; init; }

    public required string Action { get; init; }

    public required string SubjectKind { get; init; }

    public required string Subject { get; init; }

    public required string Detail { get; init; }

    /// <summary>Keyed hash of all of the above.</summary>
    public string Mac { get; set; } = "";

    /// <summary>Place in the chain; null until it is sealed.</summary>
    public long? Sequence { get; set; }

    /// <summary>Keyed hash of the place, the hash before it and <see cref="Mac"/>; null until it is sealed.</summary>
    public string? Hash { get; set; }
}

/// <summary>Where the chain ends.</summary>
internal sealed class AuditHeadRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public long Sequence { get; set; }

    public string Hash { get; set; } = "";

    /// <summary>Keyed hash of both, without which a shorter chain could pass for the whole.</summary>
    public string Mac { get; set; } = "";
}
