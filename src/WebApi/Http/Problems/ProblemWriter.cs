using System.Diagnostics;
using System.Globalization;
using CampusPhoto.Domain.Common;
using Microsoft.Net.Http.Headers;

namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>Writes an error as problem details.</summary>
internal static class ProblemWriter
{
    private static readonly TimeSpan WaitWhenUnavailable = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WaitWhenTooMany = TimeSpan.FromSeconds(60);

    public static Problem Describe(Error error, Language language, string traceId) => new(
        Type: $"/errors/{error.Code}",
        Title: error.Message.In(language),
        Status: ErrorStatus.Of(error),
        Detail: error.Remedy.In(language),
        Code: error.Code,
        TraceId: traceId,
        Errors: [.. error.Fields.Select(fault => new ProblemField(fault.Field, fault.Message.In(language)))],
        Facts: error.Facts);

    public static async Task WriteAsync(HttpContext http, Error error)
    {
        var language = RequestLanguage.Of(http.Request);
        var problem = Describe(error, language, Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
        var response = http.Response;
        response.StatusCode = problem.Status;
        RequestLanguage.Mark(response, language);
        response.Headers.CacheControl = "no-store";
        if (RetryAfter(error, problem.Status) is { } wait)
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        // RFC 9110 asks for a challenge on every 401, also where the credentials were not a token.
        if (problem.Status == StatusCodes.Status401Unauthorized && !response.Headers.ContainsKey(HeaderNames.WWWAuthenticate))
            response.Headers.WWWAuthenticate = "Bearer";
        await response.WriteAsJsonAsync(problem, options: null, Problem.ContentType, http.RequestAborted);
    }

    private static TimeSpan? RetryAfter(Error error, int status) => error.RetryAfter ?? status switch
    {
        StatusCodes.Status503ServiceUnavailable => WaitWhenUnavailable,
        StatusCodes.Status429TooManyRequests => WaitWhenTooMany,
        _ => null,
    };
}
