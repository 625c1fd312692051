using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Sign-ins that can be renewed and ended.</summary>
public interface ISessions
{
    /// <summary>Opens a session and saves it at once.</summary>
    /// <param name="subject">The account or the person.</param>
    /// <param name="kind">Whose it is.</param>
    /// <param name="device">Kind of the device, such as <c>iPhone, WeChat 8.0.50</c>; null where it does not say.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<SessionTicket> OpenAsync(Guid subject, SessionKind kind, string? device, CancellationToken cancellationToken);

    /// <summary>The open sessions of an account or a person, the latest first.</summary>
    Task<IReadOnlyList<OpenDevice>> ListAsync(Guid subject, CancellationToken cancellationToken);

    /// <summary>Ends one session of an account or a person.</summary>
    /// <returns>False when there is no such open session of that account or person.</returns>
    Task<bool> EndOwnAsync(Guid subject, Guid session, CancellationToken cancellationToken);

    /// <summary>
    /// Renews a session by the generation that its refresh token holds. A generation that was used before ends the
    /// session for good: somebody has a copy of the token.
    /// </summary>
    /// <returns>The next generation, or <c>auth.session_ended</c>.</returns>
    Task<Result<SessionTicket>> RenewAsync(Guid session, int generation, CancellationToken cancellationToken);

    /// <summary>Ends a session; one that has ended already is no error.</summary>
    Task EndAsync(Guid session, CancellationToken cancellationToken);

    /// <summary>Ends all sessions of an account or a person.</summary>
    Task EndAllAsync(Guid subject, CancellationToken cancellationToken);

    /// <summary>Whether the session still holds; asked where money is charged.</summary>
    Task<bool> IsOpenAsync(Guid session, CancellationToken cancellationToken);
}

/// <summary>Whose session it is.</summary>
public enum SessionKind
{
    /// <summary>A student's.</summary>
    Student,

    /// <summary>A member of staff's.</summary>
    Staff,
}

/// <summary>A device that is signed in.</summary>
/// <param name="Session">Identity of its session.</param>
/// <param name="Device">Kind of the device; null where it does not say.</param>
/// <param name="OpenedAt">When it signed in.</param>
/// <param name="ExpiresAt">Until when it stays so.</param>
public sealed record OpenDevice(Guid Session, string? Device, DateTimeOffset OpenedAt, DateTimeOffset ExpiresAt);

/// <summary>One generation of a session.</summary>
/// <param name="Session">Identity.</param>
/// <param name="Subject">The account or the member of staff.</param>
/// <param name="Kind">Whose it is.</param>
/// <param name="Generation">Grows by one with each renewal.</param>
public sealed record SessionTicket(Guid Session, Guid Subject, SessionKind Kind, int Generation);
