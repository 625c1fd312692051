using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Photos;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Enrolments;

/// <summary>拍摄须知 and the guide lines of the camera.</summary>
public sealed record GetPhotoGuideQuery(AccountId Account, EnrolmentId Enrolment) : IQuery<PhotoGuideView>;

/// <summary>What the guide page and the camera overlay show.</summary>
/// <param name="SpecificationId">The specification that the photo must meet.</param>
/// <param name="SpecificationVersion">Its version.</param>
/// <param name="SpecificationName">Its name.</param>
/// <param name="CapturePolicy">Where the photo may come from.</param>
/// <param name="Guide">拍摄须知, to be agreed to with its version.</param>
/// <param name="FaceData">The face-data notice, to be agreed to apart from the guide.</param>
/// <param name="Upload">What may be uploaded.</param>
/// <param name="Overlay">Guide lines as fractions of the frame's height or width.</param>
public sealed record PhotoGuideView(
    string SpecificationId,
    int SpecificationVersion,
    ShownText SpecificationName,
    CapturePolicy CapturePolicy,
    AgreementView Guide,
    AgreementView FaceData,
    UploadView Upload,
    OverlayView Overlay);

/// <summary>What may be uploaded.</summary>
/// <param name="ContentTypes">Media types.</param>
/// <param name="MinBytes">Least size in bytes.</param>
/// <param name="MaxBytes">Greatest size in bytes.</param>
/// <param name="MinShortSide">Least shorter side in pixels.</param>
public sealed record UploadView(IReadOnlyList<string> ContentTypes, double? MinBytes, double? MaxBytes, double? MinShortSide);

internal sealed class GetPhotoGuideHandler(IReadDb db, IPhotoSpecifications specifications)
    : IRequestHandler<GetPhotoGuideQuery, Result<PhotoGuideView>>
{
    public async Task<Result<PhotoGuideView>> Handle(GetPhotoGuideQuery query, CancellationToken cancellationToken)
    {
        if (await db.FindEnrolmentAsync(query.Account, query.Enrolment, cancellationToken) is not { } found)
            return EnrolmentErrors.NotFound;
        PhotoSpecification specification = await specifications.ForNextPhotoAsync(db, found.Campaign, query.Enrolment, cancellationToken);
        return new PhotoGuideView(
            specification.Id,
            specification.Version,
            new ShownText(new LocalizedText(specification.NameZh, specification.NameEn)),
            found.Campaign.Terms.CapturePolicy,
            AgreementView.Of(Agreements.PhotoGuide),
            AgreementView.Of(Agreements.FaceData),
            new UploadView(
                specification.Upload.ContentTypes, specification.Upload.Bytes.Min, specification.Upload.Bytes.Max,
                specification.Upload.ShortSide.Min),
            OverlayView.Of(specification));
    }
}

internal static class CampaignSpecification
{
    /// <summary>What the student's next photo is judged by: what the order's first one was, and before that what the campaign says now.</summary>
    public static async Task<PhotoSpecification> ForNextPhotoAsync(
        this IPhotoSpecifications specifications, IReadDb db, Campaign campaign, EnrolmentId enrolment, CancellationToken cancellationToken)
    {
        var order = await db.Orders
            .Where(one => one.EnrolmentId == enrolment && one.Kind != OrderKind.Reprint && one.Status != OrderStatus.Cancelled)
            .Select(one => new { one.SpecificationId, one.SpecificationVersion, one.SpecificationOverrides })
            .FirstOrDefaultAsync(cancellationToken);
        return order is null
            ? specifications.Whole(campaign.SpecificationId, campaign.SpecificationVersion, campaign.SpecificationOverrides)
            : specifications.Whole(order.SpecificationId, order.SpecificationVersion, order.SpecificationOverrides);
    }

    /// <summary>A specification that is in use, which the start has found to be there.</summary>
    public static PhotoSpecification Whole(this IPhotoSpecifications specifications, string id, int version, string? overrides) =>
        specifications.Find(id, version, overrides)
        ?? throw new InvalidOperationException($"Photo specification {id} v{version} is in use and does not exist.");
}
