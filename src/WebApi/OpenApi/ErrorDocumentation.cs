using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>The errors of its own that a call may answer with.</summary>
internal sealed record DocumentedErrors(IReadOnlyList<Error> Errors);

/// <summary>Marks a staff transition, which acts on the version named by If-Match.</summary>
internal sealed record ActsOnVersion;

/// <summary>Marks an answer that carries the thing's version as its ETag.</summary>
internal sealed record AnswersVersion;

internal static class ErrorDocumentation
{
    /// <summary>Names the errors that the call may answer with, beside those that any call of its form may.</summary>
    public static RouteHandlerBuilder ProducesErrors(this RouteHandlerBuilder call, params Error[] errors) =>
        call.WithMetadata(new DocumentedErrors(errors));

    public static RouteHandlerBuilder ActsOnVersion(this RouteHandlerBuilder call) => call.WithMetadata(new ActsOnVersion());

    public static RouteHandlerBuilder AnswersVersion(this RouteHandlerBuilder call) => call.WithMetadata(new AnswersVersion());
}
