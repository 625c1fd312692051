using CampusPhoto.Infrastructure.Photos.Files;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Decodes a file that was found whole into upright pixels.</summary>
internal static class PhotoDecoder
{
    private static readonly (int Factor, ImreadModes Mode)[] Reductions =
    [
        (8, ImreadModes.ReducedColor8), (4, ImreadModes.ReducedColor4), (2, ImreadModes.ReducedColor2), (1, ImreadModes.Color),
    ];

    /// <summary>The strongest reduction (8, 4, 2 or 1) that leaves the shorter side at least this long.</summary>
    public static int ReductionFor(PhotoFile file, double shortSide) =>
        Array.Find(Reductions, r => Math.Min(file.Width, file.Height) / (double)r.Factor >= shortSide).Factor is var factor and > 0 ? factor : 1;

    /// <summary>The upright picture, reduced while decoding, which is what makes large photos cheap; null when damaged.</summary>
    public static Mat? Decode(PhotoFile file, int reduction)
    {
        var mode = Array.Find(Reductions, r => r.Factor == reduction).Mode | ImreadModes.IgnoreOrientation;
        try
        {
            var stored = Cv2.ImDecode(file.Bytes, mode);
            if (stored.Empty())
            {
                stored.Dispose();
                return null;
            }

            TurnUpright(stored, file.Orientation);
            return stored;
        }
        catch (OpenCVException)
        {
            // OpenCV throws where the content contradicts the header; for the sender that is a damaged file.
            return null;
        }
    }

    private static void TurnUpright(Mat picture, int orientation)
    {
        if (orientation is 5 or 7) Cv2.Transpose(picture, picture);
        switch (orientation)
        {
            case 2: Cv2.Flip(picture, picture, FlipMode.Y); break;
            case 3 or 7: Cv2.Rotate(picture, picture, RotateFlags.Rotate180); break;
            case 4: Cv2.Flip(picture, picture, FlipMode.X); break;
            case 6: Cv2.Rotate(picture, picture, RotateFlags.Rotate90Clockwise); break;
            case 8: Cv2.Rotate(picture, picture, RotateFlags.Rotate90Counterclockwise); break;
        }
    }
}
