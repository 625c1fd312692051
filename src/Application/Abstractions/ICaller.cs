namespace CampusPhoto.Application.Abstractions;

/// <summary>As what somebody calls.</summary>
public enum CallerKind
{
    /// <summary>CampusPhoto itself, or whoever sits at its console.</summary>
    System,

    /// <summary>A student.</summary>
    Student,

    /// <summary>A person who works here, or that person's script.</summary>
    Staff,

    /// <summary>Another organisation's program.</summary>
    Integrator,
}

/// <summary>Who is behind the request at hand.</summary>
/// <param name="Kind">As what.</param>
/// <param name="Id">The account, the person or the client; empty for the system.</param>
/// <param name="Client">Name of the client whose credentials were used, or null.</param>
public sealed record Caller(CallerKind Kind, Guid Id, string? Client = null)
{
    /// <summary>CampusPhoto itself.</summary>
    public static readonly Caller System = new(CallerKind.System, Guid.Empty);
}

/// <summary>Knows who is behind the request at hand.</summary>
public interface ICaller
{
    /// <summary>The caller; the system where there is no request, or a guest.</summary>
    Caller Current { get; }
}
