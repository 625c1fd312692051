using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Photos;

/// <summary>Which way a guide line runs.</summary>
public enum OverlayAxis
{
    /// <summary>From side to side; <c>at</c> counts from the upper edge.</summary>
    Horizontal,

    /// <summary>From top to bottom; <c>at</c> counts from the left edge.</summary>
    Vertical,
}

/// <summary>A guide line of the camera.</summary>
/// <param name="Id">What it bounds: <c>headTop</c>, <c>eyeLine</c>, <c>face</c> or <c>middle</c>; a bound has two lines of one id.</param>
/// <param name="Axis">Which way it runs.</param>
/// <param name="At">Where, as a fraction of the frame's height or width.</param>
/// <param name="Text">The word to write beside it.</param>
public sealed record OverlayLine(string Id, OverlayAxis Axis, double At, ShownText Text)
{
    private static readonly ShownText HeadTop = new(new LocalizedText("头顶在此范围", "Top of the head between these"));
    private static readonly ShownText EyeLine = new(new LocalizedText("双眼在此范围", "Eyes between these"));
    private static readonly ShownText Face = new(new LocalizedText("脸宽在此范围", "Cheeks between these"));
    private static readonly ShownText Middle = new(new LocalizedText("面部居中", "Middle of the face"));

    internal static IEnumerable<OverlayLine> Of(OutputBounds output)
    {
        foreach (double at in Ends(output.HeadTop)) yield return new("headTop", OverlayAxis.Horizontal, at / output.Height, HeadTop);
        foreach (double at in Ends(output.EyeLine)) yield return new("eyeLine", OverlayAxis.Horizontal, at / output.Height, EyeLine);
        foreach (double width in Ends(output.FaceWidth))
        {
            yield return new("face", OverlayAxis.Vertical, 0.5 - (width / output.Width / 2), Face);
            yield return new("face", OverlayAxis.Vertical, 0.5 + (width / output.Width / 2), Face);
        }

        yield return new("middle", OverlayAxis.Vertical, 0.5, Middle);
    }

    private static IEnumerable<double> Ends(Bounds bounds) => new[] { bounds.Min, bounds.Max }.OfType<double>();
}
