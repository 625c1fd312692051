using System.Security.Claims;
using CampusPhoto.Application.Abstractions;

namespace CampusPhoto.WebApi.Auth;

/// <summary>The caller by the access token; the system for guests, who do nothing that is recorded.</summary>
internal sealed class HttpCaller(IHttpContextAccessor http) : ICaller
{
    public Caller Current
    {
        get
        {
            if (http.HttpContext?.User is not { Identity.IsAuthenticated: true } user) return Caller.System;
            var kind = user.FindFirstValue(Claims.Kind) switch
            {
                Claims.Student => CallerKind.Student,
                Claims.Integrator => CallerKind.Integrator,
                _ => CallerKind.Staff,
            };
            return new Caller(kind, user.SubjectId(), user.FindFirstValue(Claims.Client));
        }
    }
}
