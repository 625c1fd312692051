using System.Globalization;
using System.Security.Claims;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.Auth;

/// <summary>
/// Takes an access token for none once its session or its client's credentials have ended, so that signing out, a lost device
/// and a leaked secret hold at once.
/// </summary>
internal sealed class EndedTokenRefusal(RequestDelegate next)
{
    private static readonly object Mark = new();

    public async Task InvokeAsync(HttpContext http, IEndedTokens ended)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<EndsSession>() is null
            && await OfAsync(http.User, ended, http.RequestAborted) is { } refusal)
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
            http.Items[Mark] = refusal;
        }

        await next(http);
    }

    /// <summary>Why the request's token was taken for none, or null.</summary>
    public static Error? Of(HttpContext http) => http.Items.TryGetValue(Mark, out var refusal) ? (Error?)refusal : null;

    private static async Task<Error?> OfAsync(ClaimsPrincipal user, IEndedTokens ended, CancellationToken cancellationToken)
    {
        if (user.FindFirstValue(Claims.Session) is { } session)
            return await ended.OfSessionAsync(Parse(session), cancellationToken) ? AccountErrors.SessionEnded : null;
        return user.FindFirstValue(Claims.Credentials) is { } client
            && await ended.OfClientAsync(Parse(client), user.CredentialsGeneration(), cancellationToken)
                ? AccountErrors.ClientTokenEnded
                : null;
    }

    private static Guid Parse(string id) => Guid.Parse(id, CultureInfo.InvariantCulture);
}

/// <summary>Marks a call that ends the session, and whose repeat gets the first answer; it looks at the session itself.</summary>
internal sealed class EndsSession;
