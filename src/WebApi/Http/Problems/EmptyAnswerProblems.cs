using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Auth;

namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>Gives a body to the refusals that the framework makes with a bare status.</summary>
internal sealed class EmptyAnswerProblems(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        var response = http.Response;
        if (response.HasStarted || response.ContentLength is not null || response.ContentType is not null) return;
        if (OfStatus(http) is { } error) await ProblemWriter.WriteAsync(http, error);
    }

    private static Error? OfStatus(HttpContext http) =>
        http.Response.StatusCode == StatusCodes.Status401Unauthorized && EndedTokenRefusal.Of(http) is { } refusal
            ? refusal
            : RequestErrors.OfStatus(http.Response.StatusCode);
}
