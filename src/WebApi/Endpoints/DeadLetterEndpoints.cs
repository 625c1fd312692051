using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messages;
using CampusPhoto.Domain.Messages;
using CampusPhoto.WebApi.Auth;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>Events that were given up, for operators.</summary>
internal static class DeadLetterEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var letters = api.MapGroup("/staff/dead-letters").WithTags(Tags.Staff).RequireAuthorization(Policies.Operator);
        letters.MapGet("", List).WithName("ListDeadLetters").WithSummary("Events that were given up, the oldest first");
        letters.MapPost("/{id}/replay", Replay).WithName("ReplayDeadLetter")
            .WithSummary("Have an event delivered again; what its handlers have done is not done again")
            .ProducesErrors(DeadLetterErrors.NotFound);
    }

    private static async Task<Results<Ok<Page<DeadLetter>>, ProblemResult>> List(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListDeadLettersQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Ok<DeadLetter>, ProblemResult>> Replay(
        Guid id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ReplayDeadLetterProcess(id), cancellationToken)).ToOk();
}
