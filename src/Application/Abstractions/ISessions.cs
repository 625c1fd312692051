using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Sign-ins that can be renewed and ended.</summary>
public interface ISessions
{
    /// <summary>Opens a session and saves it at once.</summary>
    Task<SessionTicket> OpenAsync(Guid subject, SessionKind kind, CancellationToken cancellationToken);

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

/// <summary>One generation of a session.</summary>
/// <param name="Session">Identity.</param>
/// <param name="Subject">The account or the member of staff.</param>
/// <param name="Kind">Whose it is.</param>
/// <param name="Generation">Grows by one with each renewal.</param>
public sealed record SessionTicket(Guid Session, Guid Subject, SessionKind Kind, int Generation);
