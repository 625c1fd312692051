using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Application.Photos;

/// <summary>Guide lines for a frame of the delivered photo's shape, as fractions of its height or width.</summary>
/// <param name="AspectRatio">Width divided by height.</param>
/// <param name="HeadTopMin">Least distance of the hair from the upper edge, as a fraction of the height; null where the specification has none.</param>
/// <param name="HeadTopMax">Greatest such distance.</param>
/// <param name="EyeLineMin">Least distance of the eyes from the upper edge, as a fraction of the height.</param>
/// <param name="EyeLineMax">Greatest such distance.</param>
/// <param name="FaceWidthMin">Least width of the face, as a fraction of the width.</param>
/// <param name="FaceWidthMax">Greatest such width.</param>
/// <param name="Lines">The same as lines to draw over the camera's picture, with a word for each.</param>
public sealed record OverlayView(
    double AspectRatio,
    double? HeadTopMin,
    double? HeadTopMax,
    double? EyeLineMin,
    double? EyeLineMax,
    double? FaceWidthMin,
    double? FaceWidthMax,
    IReadOnlyList<OverlayLine> Lines)
{
    internal static OverlayView Of(PhotoSpecification specification)
    {
        OutputBounds output = specification.Output;
        return new OverlayView(
            (double)output.Width / output.Height,
            output.HeadTop.Min / output.Height, output.HeadTop.Max / output.Height,
            output.EyeLine.Min / output.Height, output.EyeLine.Max / output.Height,
            output.FaceWidth.Min / output.Width, output.FaceWidth.Max / output.Width,
            [.. OverlayLine.Of(output)]);
    }
}
