using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using MediatR;

namespace CampusPhoto.Application.Photos;

/// <summary>Says what to move in one small frame of the camera; nothing is kept and nothing counted.</summary>
public sealed record GuideFrameProcess(AccountId Account, TrialBasis Basis, Stream Frame) : IProcess<FrameGuidanceView>;

/// <summary>Live guidance for one frame.</summary>
/// <param name="Ready">Whether nothing has to move: take the photo now.</param>
/// <param name="Moves">What to move and by how much, the most important first; amounts in pixels of the delivered photo.</param>
/// <param name="Items">All that was measured.</param>
public sealed record FrameGuidanceView(bool Ready, IReadOnlyList<FrameMove> Moves, IReadOnlyList<CheckItem> Items);

/// <summary>A thing to move.</summary>
/// <param name="Code">The check item.</param>
/// <param name="Text">What to do.</param>
/// <param name="By">By how much the value lies outside its bounds: negative is below, positive above.</param>
/// <param name="Unit">Unit of the amount.</param>
public sealed record FrameMove(string Code, ShownText Text, double By, string Unit)
{
    internal static FrameMove Of(CheckItem item) => new(
        item.Code, new ShownText(item.Remedy ?? item.Message),
        Math.Round(item.Value < item.Min ? item.Value.Value - item.Min.Value : item.Value!.Value - item.Max!.Value, 1), item.Unit);
}

internal sealed class GuideFrameHandler(IReadDb db, TrialSpecifications specifications, IPhotoPictures pictures)
    : IRequestHandler<GuideFrameProcess, Result<FrameGuidanceView>>
{
    public async Task<Result<FrameGuidanceView>> Handle(GuideFrameProcess request, CancellationToken cancellationToken)
    {
        Result<PhotoSpecification> specification = await specifications.FindAsync(request.Basis, cancellationToken);
        if (specification.Error is { } missing) return missing;
        if (await db.ConsentRefusalAsync(request.Account, cancellationToken) is { } refusal) return refusal;
        Result<CheckReport> guided = await pictures.GuideAsync(request.Frame, specification.Value, cancellationToken);
        if (guided.Error is { } error) return error;
        CheckItem[] outside = [.. guided.Value.Items.Where(item => item.Verdict == CheckVerdict.Fail)];
        bool seen = guided.Value.Items.All(item => item.Verdict != CheckVerdict.NotMeasured);
        return new FrameGuidanceView(outside.Length == 0 && seen, [.. outside.Select(FrameMove.Of)], guided.Value.Items);
    }
}
