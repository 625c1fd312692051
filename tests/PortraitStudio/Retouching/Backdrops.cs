using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>What may stand behind a person and should not.</summary>
internal static class Backdrops
{
    /// <summary>Fills the scene: 0 curtain, 1 bricks, 2 stripes, 3 shelves, 4 leaves.</summary>
    public static void Paint(Mat scene, int which, double w, Chance chance)
    {
        switch (which)
        {
            case 0: Curtain(scene, w, chance); break;
            case 1: Bricks(scene, w, chance); break;
            case 2: Stripes(scene, w, chance); break;
            case 3: Shelves(scene, w, chance); break;
            default: Leaves(scene, w, chance); break;
        }
    }

    /// <summary>Puts one thing beside the head: 0 door frame, 1 picture, 2 plant, 3 switch, 4 lamp.</summary>
    public static void PaintThing(Mat scene, int which, Sitter sitter, Chance chance)
    {
        var side = chance.Side();
        var w = sitter.W;
        Point2d At(double right, double down) => sitter.At(side * right, down);
        switch (which)
        {
            case 0:
                var (left, right) = (At(0.78, 0).X, At(0.92, 0).X);
                var (a, b) = (Math.Min(left, right), Math.Max(left, right));
                Cv2.Rectangle(scene, new Rect((int)a, 0, (int)(b - a), scene.Height), new Scalar(90, 120, 150), -1);
                Cv2.Rectangle(scene, new Rect((int)a, 0, Math.Max(2, (int)(0.03 * w)), scene.Height), new Scalar(60, 84, 110), -1);
                break;
            case 1:
                var corner = At(side > 0 ? 0.7 : 1.15, -0.55);
                var frame = new Rect((int)corner.X, (int)corner.Y, (int)(0.45 * w), (int)(0.55 * w));
                Cv2.Rectangle(scene, frame, new Scalar(40, 60, 80), -1);
                frame.Inflate(-(int)(0.04 * w), -(int)(0.04 * w));
                Cv2.Rectangle(scene, frame, new Scalar(160, 180, 120), -1);
                Cv2.Circle(scene, new Point(frame.X + frame.Width / 2, frame.Y + frame.Height / 2), (int)(0.1 * w), new Scalar(60, 160, 220), -1, LineTypes.AntiAlias);
                break;
            case 2:
                for (var i = 0; i < 26; i++)
                {
                    var root = At(0.95, 0.9);
                    var tip = At(chance.Between(0.62, 1.35), chance.Between(-0.6, 0.4));
                    Brush.Paint(scene, new Scalar(chance.Between(30, 70), chance.Between(90, 150), chance.Between(40, 80)), 1, 0.8, mask => Leaf(mask, root, tip, 0.045 * w));
                }

                break;
            case 3:
                var box = At(side > 0 ? 0.72 : 0.96, -0.1);
                Cv2.Rectangle(scene, new Rect((int)box.X, (int)box.Y, (int)(0.24 * w), (int)(0.24 * w)), new Scalar(150, 155, 160), -1);
                Cv2.Rectangle(scene, new Rect((int)(box.X + 0.06 * w), (int)(box.Y + 0.04 * w), (int)(0.12 * w), (int)(0.16 * w)), new Scalar(205, 208, 210), -1);
                break;
            default:
                var middle = At(0.95, -0.35);
                Brush.Paint(scene, new Scalar(60, 70, 80), 1, 1, mask => Brush.Line(mask, 0.02 * w, middle, new Point2d(middle.X, -9)));
                Brush.Paint(scene, new Scalar(70, 110, 160), 1, 1, mask => Brush.Fill(mask, new Point2d(middle.X - 0.1 * w, middle.Y), new Point2d(middle.X + 0.1 * w, middle.Y), new Point2d(middle.X + 0.22 * w, middle.Y + 0.28 * w), new Point2d(middle.X - 0.22 * w, middle.Y + 0.28 * w)));
                break;
        }
    }

    private static void Curtain(Mat scene, double w, Chance chance)
    {
        var colour = chance.Of(new Scalar(120, 130, 170), new Scalar(150, 120, 100), new Scalar(130, 150, 130));
        scene.SetTo(colour);
        var (fold, waves) = (chance.Between(0.2, 0.35) * w, Brush.Waves(chance, 2.5 * w));
        Brush.Shade(scene, (x, y) => 0.95 + 0.25 * Math.Sin(6.28 * (x / fold + 0.5 * waves(x, y))));
    }

    private static void Bricks(Mat scene, double w, Chance chance)
    {
        scene.SetTo(new Scalar(170, 178, 184));
        var (width, height, gap) = ((int)(0.42 * w), (int)(0.14 * w), Math.Max(2, (int)(0.018 * w)));
        var size = scene.Size();
        for (var row = 0; row * height < size.Height; row++)
        {
            for (var x = row % 2 == 0 ? 0 : -width / 2; x < size.Width; x += width)
            {
                var tone = chance.Between(0.75, 1.1);
                Cv2.Rectangle(scene, new Rect(x + gap, row * height + gap, width - gap, height - gap), new Scalar(80 * tone, 100 * tone, 170 * tone), -1);
            }
        }
    }

    private static void Stripes(Mat scene, double w, Chance chance)
    {
        var (width, across) = (Math.Max(4, (int)(chance.Between(0.1, 0.25) * w)), chance.Below(2) == 0);
        var colour = chance.Of(new Scalar(150, 110, 80), new Scalar(110, 140, 90), new Scalar(100, 100, 160));
        var size = scene.Size();
        for (var at = 0; at < Math.Max(size.Width, size.Height); at += 2 * width)
            Cv2.Rectangle(scene, across ? new Rect(0, at, size.Width, width) : new Rect(at, 0, width, size.Height), colour, -1);
    }

    private static void Shelves(Mat scene, double w, Chance chance)
    {
        scene.SetTo(new Scalar(60, 84, 104));
        var size = scene.Size();
        for (var y = (int)(0.5 * w); y < size.Height + (int)(0.6 * w); y += (int)(0.62 * w))
        {
            for (var x = 0; x < size.Width;)
            {
                var (width, height) = ((int)(chance.Between(0.06, 0.15) * w), (int)(chance.Between(0.38, 0.52) * w));
                Cv2.Rectangle(scene, new Rect(x, y - height, width - 2, height), new Scalar(chance.Between(30, 200), chance.Between(30, 190), chance.Between(40, 210)), -1);
                x += width;
            }

            Cv2.Rectangle(scene, new Rect(0, y, size.Width, Math.Max(3, (int)(0.06 * w))), new Scalar(90, 130, 165), -1);
        }
    }

    private static void Leaves(Mat scene, double w, Chance chance)
    {
        scene.SetTo(new Scalar(70, 110, 80));
        var size = scene.Size();
        for (var i = 0; i < 700; i++)
        {
            var tone = chance.Between(0.4, 1.5);
            Cv2.Ellipse(
                scene, new Point(chance.Below(size.Width), chance.Below(size.Height)),
                new Size(chance.Between(0.03, 0.13) * w, chance.Between(0.02, 0.06) * w), chance.Between(0, 180), 0, 360,
                new Scalar(60 * tone, 130 * tone, 80 * tone), -1, LineTypes.AntiAlias);
        }
    }

    private static void Leaf(Mat mask, Point2d root, Point2d tip, double width)
    {
        var (dx, dy) = (tip.X - root.X, tip.Y - root.Y);
        var length = Math.Max(1, double.Hypot(dx, dy));
        var (nx, ny) = (-dy / length * width, dx / length * width);
        Brush.Fill(mask, root, new Point2d(root.X + dx * 0.6 + nx, root.Y + dy * 0.6 + ny), tip, new Point2d(root.X + dx * 0.6 - nx, root.Y + dy * 0.6 - ny));
    }
}
