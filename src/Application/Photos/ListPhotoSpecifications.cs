using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using MediatR;

namespace CampusPhoto.Application.Photos;

/// <summary>The catalogue of photo specifications, each by its newest version.</summary>
public sealed record ListPhotoSpecificationsQuery : IQuery<Page<PhotoSpecificationCard>>;

internal sealed class ListPhotoSpecificationsHandler(IPhotoSpecifications specifications)
    : IRequestHandler<ListPhotoSpecificationsQuery, Result<Page<PhotoSpecificationCard>>>
{
    public Task<Result<Page<PhotoSpecificationCard>>> Handle(
        ListPhotoSpecificationsQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<PhotoSpecificationCard>>>(new Page<PhotoSpecificationCard>(
            [.. specifications.All.DistinctBy(one => one.Id).Select(PhotoSpecificationCard.Of)], null));
}

/// <summary>One photo specification, by its newest version or by a given one.</summary>
public sealed record GetPhotoSpecificationQuery(string Id, int? Version) : IQuery<PhotoSpecificationView>;

internal sealed class GetPhotoSpecificationHandler(IPhotoSpecifications specifications)
    : IRequestHandler<GetPhotoSpecificationQuery, Result<PhotoSpecificationView>>
{
    public Task<Result<PhotoSpecificationView>> Handle(GetPhotoSpecificationQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(Find(query));

    private Result<PhotoSpecificationView> Find(GetPhotoSpecificationQuery query)
    {
        PhotoSpecification? found = query.Version is { } version
            ? specifications.Find(query.Id, version)
            : specifications.Newest(query.Id);
        return found is null
            ? PhotoErrors.SpecificationNotFound
            : PhotoSpecificationView.Of(found, specifications.All.Where(one => one.Id == found.Id).Select(one => one.Version));
    }
}
