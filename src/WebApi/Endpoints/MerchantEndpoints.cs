using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Payments;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>商户账户, for operators.</summary>
internal static class MerchantEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var tests = api.MapGroup("/staff/merchants/{account}/connectivity-tests").WithTags(Tags.Staff)
            .RequireAuthorization(Policies.Operator);
        tests.MapPost("", Test).WithName("TestConnectivity")
            .WithSummary("连通性自检: have WeChat Pay echo a text, to try keys, signatures, clocks and the notification address")
            .ProducesErrors(PaymentErrors.Unknown);
        tests.MapGet("/{id}", Get).WithName("GetConnectivityTest")
            .WithSummary("What a connectivity test has found by now; its notification comes a moment after the answer")
            .ProducesErrors(PaymentErrors.Unknown);
    }

    private static async Task<Results<Ok<ConnectivityReport>, ProblemResult>> Test(
        string account, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new TestConnectivityProcess(account), cancellationToken)).ToOk();

    private static async Task<Results<Ok<ConnectivityReport>, ProblemResult>> Get(
        string account, Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetConnectivityTestQuery(account, id), cancellationToken)).ToOk();
}
