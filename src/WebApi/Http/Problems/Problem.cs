namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>Problem details (RFC 9457): why a request was refused, and what to do about it.</summary>
/// <param name="Type">Names the kind of problem: <c>/errors/</c> and the code.</param>
/// <param name="Title">What was wrong, in the language of Accept-Language.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What to do about it, in the same language.</param>
/// <param name="Code">Stable code for programs; the texts may change, it never does.</param>
/// <param name="TraceId">Identity of this request in the logs; give it to support.</param>
/// <param name="Errors">The faults by field; empty where no single field is to blame.</param>
/// <param name="Facts">Facts for programs, such as the state that refused; empty where there are none.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string TraceId,
    IReadOnlyList<ProblemField> Errors,
    IReadOnlyDictionary<string, object> Facts)
{
    public const string ContentType = "application/problem+json";
}

/// <summary>One fault of one field.</summary>
/// <param name="Field">The field as on the wire.</param>
/// <param name="Message">What is wrong with it.</param>
internal sealed record ProblemField(string Field, string Message);
