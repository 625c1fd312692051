namespace CampusPhoto.Application.Abstractions;

/// <summary>What was done to what, without a word that names a person.</summary>
/// <param name="Action">Stable code in <c>area.fact</c> form, such as <c>order.approved</c>; at most 60 characters.</param>
/// <param name="SubjectKind">Kind of the thing, such as <c>order</c>; at most 40 characters.</param>
/// <param name="Subject">Its identity; at most 64 characters.</param>
/// <param name="Detail">Codes that tell more, such as reasons; never free text; cut at 200 characters.</param>
public sealed record AuditNote(string Action, string SubjectKind, string Subject, string Detail = "")
{
    /// <summary>Who did it, where the request itself does not know yet: somebody who signs in.</summary>
    public Caller? By { get; init; }

    /// <summary>A note on a thing with a UUID.</summary>
    public static AuditNote On(string action, string subjectKind, Guid subject, string detail = "") =>
        new(action, subjectKind, subject.ToString(), detail);
}

/// <summary>The audit trail: who did what when, by pseudonyms, chained so that nothing is changed or left out unseen.</summary>
public interface IAuditTrail
{
    /// <summary>Adds an entry, to be saved with the unit of work: what is done is recorded, and what is not is not.</summary>
    void Add(AuditNote note);

    /// <summary>Saves an entry at once, before what it tells of is shown to anybody.</summary>
    Task WriteAsync(AuditNote note, CancellationToken cancellationToken);
}
