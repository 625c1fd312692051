using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;
using OpenCvSharp.XImgProc;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>A good portrait with what the product's own models see in it, so that faults can be put where they belong.</summary>
internal sealed class Sitter : IDisposable
{
    private const double SideRoom = 1.9, RoomAbove = 2.0, RoomBelow = 2.6;
    private const double HairAboveForehead = 0.25;

    private Sitter(string name, Mat picture, FaceShape face, Mat person, double headTop, Point2d pupilA, Point2d pupilB) =>
        (Name, Picture, Face, Person, HeadTop, PupilA, PupilB) = (name, picture, face, person, headTop, pupilA, pupilB);

    public string Name { get; }

    /// <summary>The upright portrait: BGR, 8 bits.</summary>
    public Mat Picture { get; }

    /// <summary>The face in pixels of the portrait.</summary>
    public FaceShape Face { get; }

    /// <summary>Share of person in each pixel, 32-bit float, with edges that follow the picture's.</summary>
    public Mat Person { get; }

    /// <summary>Top of the hair in pixels.</summary>
    public double HeadTop { get; }

    public Point2d PupilA { get; }

    public Point2d PupilB { get; }

    /// <summary>Width of the face in pixels, which all measures are counted in.</summary>
    public double W => Face.Width;

    public Point2d Eyes => new((PupilA.X + PupilB.X) / 2, (PupilA.Y + PupilB.Y) / 2);

    /// <summary>A place counted in face widths from the middle between the eyes, along and across the line of the eyes.</summary>
    public Point2d At(double right, double down)
    {
        var (sin, cos) = Math.SinCos(Face.Roll * Math.PI / 180);
        return new Point2d(Eyes.X + (cos * right - sin * down) * W, Eyes.Y + (sin * right + cos * down) * W);
    }

    /// <summary>A point of the mesh.</summary>
    public Point2d Mesh(int point) => new(Face.Points[point].X, Face.Points[point].Y);

    /// <summary>Colour of the cheeks.</summary>
    public Scalar Skin
    {
        get
        {
            var (a, b) = (Mean(Mesh(50)), Mean(Mesh(280)));
            return new Scalar((a.Val0 + b.Val0) / 2, (a.Val1 + b.Val1) / 2, (a.Val2 + b.Val2) / 2);
        }
    }

    /// <summary>Colour of the hair above the forehead, or a dark brown where next to none is seen.</summary>
    public Scalar Hair
    {
        get
        {
            var (top, bottom) = (HeadTop + 0.05 * W, Face.ForeheadY - 0.06 * W);
            if (bottom - top < 0.04 * W) return new Scalar(30, 36, 48);
            var mean = Mean(new Point2d(Face.CentreX, (top + bottom) / 2));
            return new Scalar(mean.Val0 * 0.85, mean.Val1 * 0.85, mean.Val2 * 0.85);
        }
    }

    /// <summary>Mean colour of what is not person.</summary>
    public Scalar Backdrop
    {
        get
        {
            using var mask = new Mat();
            Cv2.Compare(Person, Scalar.All(0.02), mask, CmpTypes.LT);
            return Cv2.CountNonZero(mask) == 0 ? Scalar.All(235) : Cv2.Mean(Picture, mask);
        }
    }

    /// <summary>Looks at a portrait; null when it shows no face. The sitter owns the picture from here on.</summary>
    public static Sitter? Read(VisionModels models, string name, Mat picture)
    {
        using var analysis = new Mat();
        var factor = Math.Min(1.0, 1024.0 / Math.Max(picture.Width, picture.Height));
        Cv2.Resize(picture, analysis, default, factor, factor, InterpolationFlags.Area);
        var faces = models.Faces.Find(analysis);
        if (faces.Count == 0) return null;
        var shape = models.Mesh.Fit(analysis, faces.MaxBy(face => face.Box.Width * face.Box.Height));
        if (shape.Confidence < 0.5f) return null;

        var region = Around(shape, analysis.Size());
        var person = models.Person.Segment(analysis, region);
        var back = picture.Width / (double)analysis.Width;
        var face = shape.Scaled(back);
        var headTop = person.HeadTop(shape) * back ?? face.ForeheadY - HairAboveForehead * face.Height;
        return new Sitter(
            name, picture, face, Refined(picture, analysis, person), headTop,
            PupilFinder.Find(analysis, shape.EyeAOutline) * back, PupilFinder.Find(analysis, shape.EyeBOutline) * back);
    }

    private static Rect Around(FaceShape shape, Size picture)
    {
        var left = Math.Max(0, (int)(shape.CentreX - SideRoom * shape.Width));
        var right = Math.Min(picture.Width, (int)(shape.CentreX + SideRoom * shape.Width));
        var top = Math.Max(0, (int)(shape.EyeLineY - RoomAbove * shape.Width));
        var bottom = Math.Min(picture.Height, (int)(shape.EyeLineY + RoomBelow * shape.Width));
        return new Rect(left, top, Math.Max(1, right - left), Math.Max(1, bottom - top));
    }

    // The model's mask has 256 columns; the picture's own edges sharpen it.
    private static Mat Refined(Mat picture, Mat analysis, PersonRegion person)
    {
        using var coarse = person.Through(0, 0, 1, analysis.Size());
        using var guide = new Mat();
        analysis.ConvertTo(guide, MatType.CV_32FC3, 1 / 255.0);
        using var fine = new Mat();
        CvXImgProc.GuidedFilter(guide, coarse, fine, Math.Max(4, analysis.Width / 100), 2e-4);
        var mask = new Mat();
        Cv2.Resize(fine, mask, picture.Size(), interpolation: InterpolationFlags.Linear);
        Cv2.Max(mask, InputArray.Create(0.0), mask);
        Cv2.Min(mask, InputArray.Create(1.0), mask);
        return mask;
    }

    private Scalar Mean(Point2d middle)
    {
        var side = Math.Max(3, (int)(0.06 * W));
        var area = new Rect((int)middle.X - side / 2, (int)middle.Y - side / 2, side, side) & new Rect(0, 0, Picture.Width, Picture.Height);
        if (area.Width <= 0 || area.Height <= 0) return Scalar.All(128);
        using var part = new Mat(Picture, area);
        return Cv2.Mean(part);
    }

    public void Dispose()
    {
        Picture.Dispose();
        Person.Dispose();
    }
}
