namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>That one handler has handled one message; saved together with what the handler changed.</summary>
internal sealed class HandledMark
{
    public required Guid MessageId { get; init; }

    public required string Handler { get; init; }

    public required DateTimeOffset HandledAt { get; init; }
}
