namespace CampusPhoto.Application.Abstractions;

/// <summary>Tells failures of the world around (database, photo store) from faults of the program.</summary>
public interface IOutages
{
    /// <summary>Whether trying again later may help: unreachable, overloaded, out of space.</summary>
    bool IsOutage(Exception exception);
}
