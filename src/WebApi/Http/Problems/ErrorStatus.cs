using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>The HTTP status of each error.</summary>
internal static class ErrorStatus
{
    // HTTP has statuses of its own that mean nothing inside: these errors are told apart by their code.
    private static readonly Dictionary<string, int> ByCode = new(StringComparer.Ordinal)
    {
        [RequestErrors.MethodNotAllowed.Code] = StatusCodes.Status405MethodNotAllowed,
        [RequestErrors.NotAcceptable.Code] = StatusCodes.Status406NotAcceptable,
        [RequestErrors.TooSlow.Code] = StatusCodes.Status408RequestTimeout,
        [RequestErrors.Server.Code] = StatusCodes.Status500InternalServerError,
    };

    public static int Of(Error error) => ByCode.TryGetValue(error.Code, out var status) ? status : error.Kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
        ErrorKind.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.UnsupportedType => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(error), error.Kind, "A kind of error without a status."),
    };
}
