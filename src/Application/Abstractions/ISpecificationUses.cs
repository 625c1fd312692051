namespace CampusPhoto.Application.Abstractions;

/// <summary>Remembers which photo specifications orders use; such a version must never change again.</summary>
public interface ISpecificationUses
{
    /// <summary>Keeps what the specification says, unless that was kept before; saved with the order.</summary>
    Task RecordAsync(string id, int version, DateTimeOffset now, CancellationToken cancellationToken);
}
