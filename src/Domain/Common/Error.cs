namespace CampusPhoto.Domain.Common;

/// <summary>What kind of refusal an error is; callers map it to their own protocol.</summary>
public enum ErrorKind
{
    /// <summary>The request itself is malformed.</summary>
    Invalid,

    /// <summary>Nobody is signed in, or the credentials do not hold.</summary>
    Unauthenticated,

    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>The thing does not exist, or belongs to somebody else.</summary>
    NotFound,

    /// <summary>The thing exists but its state does not allow this.</summary>
    Conflict,

    /// <summary>The caller acted on an older version.</summary>
    PreconditionFailed,

    /// <summary>The caller must say which version it acts on.</summary>
    PreconditionRequired,

    /// <summary>The content is too large.</summary>
    TooLarge,

    /// <summary>The content is of a type that is not accepted.</summary>
    UnsupportedType,

    /// <summary>The request is well formed, but what it says cannot be accepted.</summary>
    Unprocessable,

    /// <summary>The caller tried too often.</summary>
    TooManyRequests,

    /// <summary>A part that is needed does not answer or is full; trying again later helps.</summary>
    Unavailable,
}

/// <summary>A named refusal with a code that never changes.</summary>
/// <param name="Code">Stable code in <c>area.fact</c> form, such as <c>order.already_paid</c>.</param>
/// <param name="Kind">What kind of refusal it is.</param>
/// <param name="Message">What was wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Error(string Code, ErrorKind Kind, LocalizedText Message, LocalizedText Remedy)
{
    /// <summary>Facts for programs, such as the state that refused; never personal data.</summary>
    public IReadOnlyDictionary<string, object> Facts { get; init; } = NoFacts;

    /// <summary>The faults by field, for malformed requests.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>How long to wait before trying again, where waiting helps.</summary>
    public TimeSpan? RetryAfter { get; init; }

    private static readonly IReadOnlyDictionary<string, object> NoFacts = new Dictionary<string, object>();

    /// <summary>Makes an error from its texts.</summary>
    public static Error Of(string code, ErrorKind kind, string zh, string en, string remedyZh, string remedyEn) =>
        new(code, kind, new LocalizedText(zh, en), new LocalizedText(remedyZh, remedyEn));

    /// <summary>The same error with one more fact.</summary>
    public Error With(string name, object value) =>
        this with { Facts = new Dictionary<string, object>(Facts) { [name] = value } };

    /// <summary>The same error with the time to wait.</summary>
    public Error After(TimeSpan wait) => this with { RetryAfter = wait };

    /// <summary>Whether this is the named error, whatever its facts.</summary>
    public bool Is(Error other) => Code == other.Code;
}

/// <summary>One fault of one field.</summary>
/// <param name="Field">Field name as on the wire (camelCase).</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record FieldError(string Field, LocalizedText Message);
