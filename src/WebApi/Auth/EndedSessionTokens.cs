using System.Globalization;
using System.Security.Claims;
using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.WebApi.Auth;

/// <summary>Takes an access token for none once its session has ended, so that signing out and a lost device hold at once.</summary>
internal sealed class EndedSessionTokens(RequestDelegate next)
{
    private static readonly object Mark = new();

    public async Task InvokeAsync(HttpContext http, ISessions sessions)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<EndsSession>() is null && http.User.FindFirstValue(Claims.Session) is { } session
            && await sessions.HasEndedAsync(Guid.Parse(session, CultureInfo.InvariantCulture), http.RequestAborted))
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
            http.Items[Mark] = Mark;
        }

        await next(http);
    }

    /// <summary>Whether the request's token was taken for none.</summary>
    public static bool Refused(HttpContext http) => http.Items.ContainsKey(Mark);
}

/// <summary>Marks a call that ends the session, and whose repeat gets the first answer; it looks at the session itself.</summary>
internal sealed class EndsSession;
