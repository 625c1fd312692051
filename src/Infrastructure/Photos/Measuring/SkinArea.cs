using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Areas of a face by the points of the face mesh, as pictures with 255 inside.</summary>
internal static class SkinArea
{
    private const int CheekA = 234, CheekB = 454;

    private static readonly int[] Oval =
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];

    private static readonly int[][] EyeOutlines =
    [
        [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
        [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
    ];

    private static readonly int[][] BrowsAndLips =
    [
        [70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
        [300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
        [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185],
    ];

    /// <summary>Cheek to cheek.</summary>
    public static double Width(Point3f[] points) => Math.Max(1, Math.Abs(points[CheekB].X - points[CheekA].X));

    /// <summary>The whole face, forehead to chin.</summary>
    /// <param name="size">Size of the picture.</param>
    /// <param name="points">The mesh's points in that picture.</param>
    public static Mat Face(Size size, Point3f[] points) => Filled(size, points, [Oval]);

    /// <summary>What lies between the lids.</summary>
    public static Mat Eyes(Size size, Point3f[] points) => Filled(size, points, EyeOutlines);

    /// <summary>The face's skin, a margin away from eyes, brows, lips and the face's outline.</summary>
    public static Mat Skin(Size size, Point3f[] points)
    {
        const double margin = 0.05;
        var side = Math.Max(1, (int)(Width(points) * margin)) | 1;
        using var brush = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(side, side));
        using var features = Filled(size, points, [.. EyeOutlines, .. BrowsAndLips]);
        Cv2.Dilate(features, features, brush);
        var area = Face(size, points);
        Cv2.Erode(area, area, brush, borderType: BorderTypes.Constant, borderValue: Scalar.All(0));
        area.SetTo(Scalar.All(0), features);
        return area;
    }

    private static Mat Filled(Size size, Point3f[] points, int[][] outlines)
    {
        var area = new Mat(size, MatType.CV_8UC1, Scalar.All(0));
        foreach (var outline in outlines)
        {
            Cv2.FillPoly(area, [outline.Select(i => new Point((int)MathF.Round(points[i].X), (int)MathF.Round(points[i].Y)))], Scalar.All(255));
        }

        return area;
    }
}
