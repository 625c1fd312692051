using CampusPhoto.Application.Common;
using CampusPhoto.Application.Photos;
using CampusPhoto.Domain.Photos;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Endpoints;

/// <summary>照片规格: public rules, for everybody.</summary>
internal static class PhotoSpecificationEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/photo-specifications", List).WithName("ListPhotoSpecifications")
            .WithTags(Tags.Students, Tags.Staff, Tags.Integrators)
            .WithSummary("照片规格: the catalogue of photo specifications").AllowAnonymous();
        api.MapGet("/photo-specifications/{id}", Get).WithName("GetPhotoSpecification")
            .WithTags(Tags.Students, Tags.Staff, Tags.Integrators)
            .WithSummary("照片规格: one specification with its source, bounds, requirements and guide lines; the newest version unless told")
            .AllowAnonymous().ProducesErrors(PhotoErrors.SpecificationNotFound);
    }

    private static async Task<Results<Ok<Page<PhotoSpecificationCard>>, ProblemResult>> List(
        ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListPhotoSpecificationsQuery(), cancellationToken)).ToOk();

    private static async Task<Results<Ok<PhotoSpecificationView>, ProblemResult>> Get(
        string id, ISender sender, CancellationToken cancellationToken, int? version = null) =>
        (await sender.Send(new GetPhotoSpecificationQuery(id, version), cancellationToken)).ToOk();
}
