namespace CampusPhoto.Domain.Common;

/// <summary>In what capacity somebody acts.</summary>
public enum ActorKind
{
    /// <summary>The student who owns the thing.</summary>
    Student,

    /// <summary>A person who reviews photos.</summary>
    Reviewer,

    /// <summary>A reviewer who may reopen what others decided.</summary>
    SeniorReviewer,

    /// <summary>A person who runs production.</summary>
    Operator,

    /// <summary>A person who decides on money.</summary>
    Finance,

    /// <summary>Another organisation's program.</summary>
    Integrator,

    /// <summary>A person of one school, who sees that school only.</summary>
    SchoolStaff,

    /// <summary>A person who decides who works here.</summary>
    Administrator,

    /// <summary>CampusPhoto itself: timers, and facts reported by the payment provider.</summary>
    System,
}

/// <summary>Who acts.</summary>
/// <param name="Kind">In what capacity.</param>
/// <param name="Id">The account, the member of staff or the client; empty for the system.</param>
public sealed record Actor(ActorKind Kind, Guid Id)
{
    /// <summary>CampusPhoto itself.</summary>
    public static readonly Actor System = new(ActorKind.System, Guid.Empty);
}
