using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Submissions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Photos;

/// <summary>A picture that was made for one caller; it is stored nowhere.</summary>
/// <param name="Content">The file.</param>
/// <param name="ContentType">Media type.</param>
public sealed record MadePicture(byte[] Content, string ContentType);

/// <summary>The student's own upload with guide lines, measured lines and marked faults.</summary>
public sealed record AnnotateSubmissionProcess(AccountId Account, SubmissionId Submission) : IProcess<MadePicture>;

internal sealed class AnnotateSubmissionHandler(IReadDb db, PictureMaking making)
    : IRequestHandler<AnnotateSubmissionProcess, Result<MadePicture>>
{
    public async Task<Result<MadePicture>> Handle(AnnotateSubmissionProcess request, CancellationToken cancellationToken) =>
        await db.Submissions.SingleOrDefaultAsync(
            found => found.Id == request.Submission && found.AccountId == request.Account, cancellationToken) is { } submission
            ? await making.AnnotateAsync(submission, cancellationToken)
            : SubmissionErrors.NotFound;
}

/// <summary>The same of an order's photo, for staff.</summary>
/// <param name="Order">The order.</param>
/// <param name="Submission">An earlier photo of the order, or null for the current one.</param>
public sealed record AnnotateOrderPhotoProcess(OrderId Order, SubmissionId? Submission = null) : IProcess<MadePicture>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("photo.shown", "order", Order.Value, "annotated");
}

internal sealed class AnnotateOrderPhotoHandler(PictureMaking making)
    : IRequestHandler<AnnotateOrderPhotoProcess, Result<MadePicture>>
{
    public async Task<Result<MadePicture>> Handle(AnnotateOrderPhotoProcess request, CancellationToken cancellationToken) =>
        await making.PhotoOfAsync(request.Order, cancellationToken, request.Submission) is { } submission
            ? await making.AnnotateAsync(submission, cancellationToken)
            : OrderErrors.NotFound;
}

/// <summary>加洗: a sheet of prints of an order's current photo.</summary>
public sealed record MakePrintSheetProcess(OrderId Order, PrintSheet Sheet) : IProcess<MadePicture>, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("photo.shown", "order", Order.Value, "print_sheet");
}

internal sealed class MakePrintSheetValidator : AbstractValidator<MakePrintSheetProcess>
{
    public MakePrintSheetValidator()
    {
        RuleFor(request => request.Sheet.Copies).InclusiveBetween(1, 100).OverridePropertyName("Copies")
            .Says("张数应为 1 至 100。", "Ask for 1 to 100 copies.");
        RuleFor(request => request.Sheet.WidthMm).InclusiveBetween(15, 100).OverridePropertyName("WidthMm")
            .Says("照片宽度应为 15 至 100 毫米。", "A print is 15 to 100 mm wide.");
    }
}

internal sealed class MakePrintSheetHandler(IPhotoStore store, IPhotoPictures pictures, PictureMaking making)
    : IRequestHandler<MakePrintSheetProcess, Result<MadePicture>>
{
    public async Task<Result<MadePicture>> Handle(MakePrintSheetProcess request, CancellationToken cancellationToken)
    {
        if (await making.PhotoOfAsync(request.Order, cancellationToken) is not { Delivered: { } photo }) return OrderErrors.NotFound;
        await using Stream? content = await store.OpenAsync(photo.Key, cancellationToken);
        if (content is null) return OrderErrors.NotFound;
        Result<byte[]> sheet = await pictures.LayOutAsync(content, request.Sheet, cancellationToken);
        return sheet.Error is { } error
            ? error
            : new MadePicture(sheet.Value, request.Sheet.Format == PrintFormat.Png ? "image/png" : "image/jpeg");
    }
}

/// <summary>What the pictures for people have in common: finding the photo and what it was judged by.</summary>
internal sealed class PictureMaking(IReadDb db, IPhotoStore store, IPhotoSpecifications specifications, IPhotoPictures pictures)
{
    public async Task<Submission?> PhotoOfAsync(OrderId order, CancellationToken cancellationToken, SubmissionId? earlier = null)
    {
        if (earlier is { } wanted)
        {
            return await db.Submissions.SingleOrDefaultAsync(
                found => found.Id == wanted && db.Orders.Any(one => one.Id == order
                    && (one.CurrentSubmissionId == wanted || one.Reviews.Any(review => review.SubmissionId == wanted))),
                cancellationToken);
        }

        SubmissionId current = await db.Orders.Where(found => found.Id == order)
            .Select(found => found.CurrentSubmissionId).SingleOrDefaultAsync(cancellationToken);
        return await db.Submissions.SingleOrDefaultAsync(found => found.Id == current, cancellationToken);
    }

    public async Task<Result<MadePicture>> AnnotateAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.ErasedAt is not null) return SubmissionErrors.NotFound;
        PhotoSpecification specification = SpecificationOf(submission);
        await using Stream? upload = await store.OpenAsync(submission.Original.Key, cancellationToken);
        if (upload is null) return SubmissionErrors.NotFound;
        Result<byte[]> picture = await pictures.AnnotateAsync(upload, specification, submission.Report, cancellationToken);
        return picture.Error is { } error ? error : new MadePicture(picture.Value, "image/jpeg");
    }

    /// <summary>What the photo was judged by, which never changes once used.</summary>
    public PhotoSpecification SpecificationOf(Submission submission) => specifications.Whole(
        submission.Report.SpecificationId, submission.Report.SpecificationVersion, submission.Report.SpecificationOverrides);

    public Task<Campaign> CampaignOfAsync(EnrolmentId enrolment, CancellationToken cancellationToken) => db.Enrolments
        .Where(found => found.Id == enrolment)
        .Join(db.Campaigns, found => found.CampaignId, campaign => campaign.Id, (_, campaign) => campaign)
        .SingleAsync(cancellationToken);
}
