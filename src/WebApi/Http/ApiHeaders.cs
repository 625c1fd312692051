namespace CampusPhoto.WebApi.Http;

/// <summary>Headers that every answer carries.</summary>
internal sealed class ApiHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(Add, http);
        return next(http);
    }

    private static Task Add(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return Task.CompletedTask;

        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        if (http.Response.ContentType?.Contains("json", StringComparison.Ordinal) == true)
            RequestLanguage.Mark(http.Response, RequestLanguage.Of(http.Request));
        return Task.CompletedTask;
    }
}
