namespace CampusPhoto.Domain.Common;

/// <summary>Something that has happened in the domain. It holds identities and states, never personal data.</summary>
public interface IDomainEvent
{
    /// <summary>When it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>The only way into a group of entities that change together.</summary>
public abstract class AggregateRoot
{
    private readonly List<IDomainEvent> _events = [];

    /// <summary>Grows by one with each change; the concurrency token.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Events raised since the aggregate was loaded or last saved.</summary>
    public IReadOnlyList<IDomainEvent> Events => _events;

    /// <summary>Hands over the events to be saved with the aggregate.</summary>
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IDomainEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    /// <summary>Records an event to be saved with the change.</summary>
    protected void Raise(IDomainEvent happened) => _events.Add(happened);

    /// <summary>Marks the aggregate as changed, also where only a part of it changed.</summary>
    protected void Touch() => Version++;
}
