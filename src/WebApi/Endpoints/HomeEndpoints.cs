using System.Security.Claims;
using CampusPhoto.Application.Home;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>首页.</summary>
internal static class HomeEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/home", GetHome).WithName("GetHome").WithTags(Tags.Students)
            .WithSummary("首页: the entrances for guests, and for students who are logged in").AllowAnonymous();

    private static async Task<Results<Ok<HomeView>, ProblemResult>> GetHome(
        ClaimsPrincipal user, ISender sender, CancellationToken cancellationToken)
    {
        AccountId? account = user.HasClaim(Claims.Kind, Claims.Student) ? user.AccountId() : null;
        return (await sender.Send(new GetHomeQuery(account), cancellationToken)).ToOk();
    }
}
