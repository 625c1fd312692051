namespace CampusPhoto.Domain.Retention;

/// <summary>What one run of the erasure job came to.</summary>
public sealed class ErasureRun
{
    private ErasureRun()
    {
    }

    /// <summary>A finished run.</summary>
    public ErasureRun(Guid id, DateTimeOffset at, ErasedCounts erased, int storedFaces) =>
        (Id, At, Photos, Students, Orders, Addresses, RosterEntries, Tickets, StoredFaces) =
        (id, at, erased.Photos, erased.Students, erased.Orders, erased.Addresses, erased.RosterEntries, erased.Tickets, storedFaces);

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Files of photos.</summary>
    public int Photos { get; private set; }

    /// <summary>Students of whom nothing but pseudonyms is left.</summary>
    public int Students { get; private set; }

    /// <summary>Orders whose personal columns were erased.</summary>
    public int Orders { get; private set; }

    /// <summary>Addresses that prints had been sent to.</summary>
    public int Addresses { get; private set; }

    /// <summary>Entries of rosters whose number and name were erased.</summary>
    public int RosterEntries { get; private set; }

    /// <summary>Tickets of support.</summary>
    public int Tickets { get; private set; }

    /// <summary>Students of whom a photo was stored afterwards.</summary>
    public int StoredFaces { get; private set; }
}

/// <summary>How much was erased.</summary>
/// <param name="Photos">Files of photos.</param>
/// <param name="Students">Students of whom nothing but pseudonyms is left.</param>
/// <param name="Orders">Orders whose personal columns were erased.</param>
/// <param name="Addresses">Addresses that prints had been sent to.</param>
/// <param name="RosterEntries">Entries of rosters.</param>
/// <param name="Tickets">Tickets of support.</param>
public sealed record ErasedCounts(int Photos = 0, int Students = 0, int Orders = 0, int Addresses = 0, int RosterEntries = 0, int Tickets = 0)
{
    /// <summary>Whether anything was erased.</summary>
    public bool Any => Photos + Students + Orders + Addresses + RosterEntries + Tickets > 0;

    /// <summary>Both together.</summary>
    public static ErasedCounts operator +(ErasedCounts left, ErasedCounts right) => new(
        left.Photos + right.Photos, left.Students + right.Students, left.Orders + right.Orders, left.Addresses + right.Addresses,
        left.RosterEntries + right.RosterEntries, left.Tickets + right.Tickets);

    /// <summary>Both together.</summary>
    public static ErasedCounts Add(ErasedCounts left, ErasedCounts right) => left + right;
}
