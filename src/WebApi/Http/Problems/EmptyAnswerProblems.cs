namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>Gives a body to the refusals that the framework makes with a bare status.</summary>
internal sealed class EmptyAnswerProblems(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        var response = http.Response;
        if (response.HasStarted || response.ContentLength is not null || response.ContentType is not null) return;
        if (RequestErrors.OfStatus(response.StatusCode) is { } error) await ProblemWriter.WriteAsync(http, error);
    }
}
