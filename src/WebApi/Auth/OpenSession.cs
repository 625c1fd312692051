using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.WebApi.Http.Problems;

namespace CampusPhoto.WebApi.Auth;

/// <summary>Asks, where money moves, whether the session has been ended since the access token was made.</summary>
internal sealed class OpenSession(ISessions sessions) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await sessions.IsOpenAsync(context.HttpContext.User.SessionId(), context.HttpContext.RequestAborted)
            ? await next(context)
            : new ProblemResult(AccountErrors.SessionEnded);
}
