using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Submissions;

/// <summary>One submission of the account, with a fresh photo link.</summary>
public sealed record GetSubmissionQuery(AccountId Account, SubmissionId Submission) : IQuery<SubmissionView>;

internal sealed class GetSubmissionHandler(IReadDb db, IPhotoLinks links)
    : IRequestHandler<GetSubmissionQuery, Result<SubmissionView>>
{
    public async Task<Result<SubmissionView>> Handle(GetSubmissionQuery query, CancellationToken cancellationToken)
    {
        Submission? submission = await db.Submissions.SingleOrDefaultAsync(
            found => found.Id == query.Submission && found.AccountId == query.Account, cancellationToken);
        return submission is null ? SubmissionErrors.NotFound : SubmissionView.Of(submission, links);
    }
}

/// <summary>Opens a photo by its signed, short-lived token.</summary>
public sealed record OpenPhotoQuery(string Token) : IQuery<OpenedPhoto>;

/// <summary>A photo's bytes.</summary>
/// <param name="Content">The bytes; the receiver disposes them.</param>
/// <param name="ContentType">Media type.</param>
public sealed record OpenedPhoto(Stream Content, string ContentType);

internal sealed class OpenPhotoHandler(IPhotoLinks links, IPhotoStore store)
    : IRequestHandler<OpenPhotoQuery, Result<OpenedPhoto>>
{
    public async Task<Result<OpenedPhoto>> Handle(OpenPhotoQuery query, CancellationToken cancellationToken)
    {
        if (links.Read(query.Token) is not { } photo) return PhotoErrors.LinkInvalid;
        return await store.OpenAsync(photo.Key, cancellationToken) is { } content
            ? new OpenedPhoto(content, photo.ContentType)
            : PhotoErrors.LinkInvalid;
    }
}
