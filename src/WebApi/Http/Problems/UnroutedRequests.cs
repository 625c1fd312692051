namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>
/// Ends requests that lead to no call before authorization, whose fallback policy would tell an anonymous caller to
/// log in where the path, the method or the content type is what is wrong.
/// </summary>
internal sealed class UnroutedRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        switch (http.GetEndpoint())
        {
            case RouteEndpoint:
                return next(http);
            case { RequestDelegate: { } refuse }:
                return refuse(http);
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }
}
