using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>The fitted points of a face. "A" is the left of the picture, "B" the right, whoever's side that is.</summary>
/// <param name="Points">x and y in pixels of the picture; z in the same unit, less is nearer to the camera.</param>
/// <param name="Confidence">How sure the model is that this is a face, 0 to 1.</param>
internal sealed record FaceShape(Point3f[] Points, float Confidence)
{
    public const int PointCount = 468;

    // Numbers of the face mesh's points.
    public const int Chin = 152;
    private const int CheekAPoint = 234, CheekBPoint = 454, ForeheadPoint = 10, ChinPoint = Chin;
    private const int EyeAOuter = 33, EyeAInner = 133, EyeBInner = 362, EyeBOuter = 263;
    private const int UpperLip = 13, LowerLip = 14;
    private static readonly int[] EyeAOutlinePoints = [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7];
    private static readonly int[] EyeBOutlinePoints = [362, 398, 384, 385, 386, 387, 388, 466, 263, 249, 390, 373, 374, 380, 381, 382];
    private static readonly int[] OvalPoints =
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];

    public Point2d EyeA => Middle(EyeAOuter, EyeAInner);

    public Point2d EyeB => Middle(EyeBInner, EyeBOuter);

    /// <summary>Corners of the eye on the picture's left, left one first.</summary>
    public (Point2d From, Point2d To) CornersA => (At(EyeAOuter), At(EyeAInner));

    /// <summary>Corners of the eye on the picture's right, left one first.</summary>
    public (Point2d From, Point2d To) CornersB => (At(EyeBInner), At(EyeBOuter));

    /// <summary>Edge of the lids of the eye on the picture's left, from its left corner over the upper lid and back.</summary>
    public Point2d[] EyeAOutline => [.. EyeAOutlinePoints.Select(At)];

    /// <summary>Edge of the lids of the eye on the picture's right, from its left corner over the upper lid and back.</summary>
    public Point2d[] EyeBOutline => [.. EyeBOutlinePoints.Select(At)];

    /// <summary>Corner to corner of the eye on the picture's left.</summary>
    public double EyeWidthA => Distance(EyeAOuter, EyeAInner);

    /// <summary>Corner to corner of the eye on the picture's right.</summary>
    public double EyeWidthB => Distance(EyeBInner, EyeBOuter);

    public double EyeLineY => (EyeA.Y + EyeB.Y) / 2;

    public double CheekA => Points[CheekAPoint].X;

    public double CheekB => Points[CheekBPoint].X;

    public double Width => Math.Abs(CheekB - CheekA);

    /// <summary>The middle between the eyes and the cheeks: steadier than either when the head is slightly turned.</summary>
    public double CentreX => ((EyeA.X + EyeB.X) / 2 + (CheekA + CheekB) / 2) / 2;

    public double ForeheadY => Points[ForeheadPoint].Y;

    public double ChinY => Points[ChinPoint].Y;

    public double Height => Distance(ForeheadPoint, ChinPoint);

    /// <summary>Gap between the lips by face height.</summary>
    public double MouthOpening => Distance(UpperLip, LowerLip) / Height;

    /// <summary>Degrees by which the line of the eyes leans, clockwise positive.</summary>
    public double Roll => Degrees(Math.Atan2(Points[EyeBOuter].Y - Points[EyeAOuter].Y, Points[EyeBOuter].X - Points[EyeAOuter].X));

    /// <summary>Degrees by which the face turns aside, positive when it looks to the picture's left.</summary>
    public double Yaw => Degrees(Math.Atan2(
        Points[CheekBPoint].Z - Points[CheekAPoint].Z, Points[CheekBPoint].X - Points[CheekAPoint].X));

    /// <summary>Degrees by which the chin lies behind the forehead: positive when the head is lowered.</summary>
    public double Lean => Degrees(Math.Atan2(
        Points[ChinPoint].Z - Points[ForeheadPoint].Z, Points[ChinPoint].Y - Points[ForeheadPoint].Y));

    /// <summary>The outline of the face, forehead to chin.</summary>
    public IEnumerable<Point2d> Oval => OvalPoints.Select(i => new Point2d(Points[i].X, Points[i].Y));

    /// <summary>The same shape in a picture that is larger by this factor.</summary>
    public FaceShape Scaled(double factor) => this with
    {
        Points = [.. Points.Select(p => new Point3f((float)(p.X * factor), (float)(p.Y * factor), (float)(p.Z * factor)))],
    };

    /// <summary>The same shape in a picture whose corner lies elsewhere.</summary>
    public FaceShape Moved(double right, double down) => this with
    {
        Points = [.. Points.Select(p => new Point3f((float)(p.X + right), (float)(p.Y + down), p.Z))],
    };

    /// <summary>A point by its number in the mesh.</summary>
    public Point2d At(int point) => new(Points[point].X, Points[point].Y);

    private Point2d Middle(int a, int b) => new((Points[a].X + Points[b].X) / 2, (Points[a].Y + Points[b].Y) / 2);

    private double Distance(int a, int b) => double.Hypot(Points[a].X - Points[b].X, Points[a].Y - Points[b].Y);

    private static double Degrees(double radians) => radians * 180 / Math.PI;
}
