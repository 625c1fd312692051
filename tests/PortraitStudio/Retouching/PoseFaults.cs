using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Heads turned aside, lowered or raised: the mesh is turned in space and the picture follows it.</summary>
internal static class PoseFaults
{
    private const int GridStep = 8;

    public static IEnumerable<FaultKind> All =>
    [
        new("yaw", "the head turned aside; degrees", [FaultCodes.Yaw], [15, 20, 26], (sitter, strength, chance) => new Made(Turned(sitter, strength * chance.Side(), 0))),
        new("pitch", "the head lowered or raised; degrees", [FaultCodes.Pitch], [16, 21, 27], (sitter, strength, chance) => new Made(Turned(sitter, 0, strength * chance.Side()))),
    ];

    public static Mat Turned(Sitter sitter, double yaw, double pitch)
    {
        var points = sitter.Face.Points;
        var (middleX, middleY) = (sitter.Face.CentreX, (sitter.Face.ForeheadY + sitter.Face.ChinY) / 2);
        // The neck's axis stands behind the ears.
        var axis = (points[234].Z + points[454].Z) / 2 + 0.15 * sitter.W;
        var (sinY, cosY) = Math.SinCos(yaw * Math.PI / 180);
        var (sinP, cosP) = Math.SinCos(pitch * Math.PI / 180);
        var moves = points.Select(p =>
        {
            var (x, y, z) = (p.X - middleX, p.Y - middleY, p.Z - axis);
            var (turnedX, depth) = (x * cosY - z * sinY, z * cosY + x * sinY);
            var turnedY = y * cosP - depth * sinP;
            return (X: turnedX + middleX, Y: turnedY + middleY, DX: turnedX - x, DY: turnedY - y);
        }).ToArray();

        // The axis itself does not shift the head.
        var (shiftX, shiftY) = (moves.Average(m => m.DX), moves.Average(m => m.DY));
        moves = [.. moves.Select(m => (m.X - shiftX * 0.5, m.Y - shiftY * 0.5, m.DX - shiftX * 0.5, m.DY - shiftY * 0.5))];
        return Moved(sitter, moves);
    }

    private static Mat Moved(Sitter sitter, (double X, double Y, double DX, double DY)[] moves)
    {
        var picture = sitter.Picture;
        var grid = new Size((picture.Width + GridStep - 1) / GridStep + 1, (picture.Height + GridStep - 1) / GridStep + 1);
        using var across = new Mat(grid, MatType.CV_32FC1);
        using var down = new Mat(grid, MatType.CV_32FC1);
        var reach = 2 * Brush.Square(0.07 * sitter.W);
        var far = 2 * Brush.Square(0.3 * sitter.W);
        for (var j = 0; j < grid.Height; j++)
        {
            for (var i = 0; i < grid.Width; i++)
            {
                var (x, y) = (i * GridStep, j * GridStep);
                double sum = 0, dx = 0, dy = 0, nearest = double.MaxValue;
                foreach (var move in moves)
                {
                    var distance = Brush.Square(move.X - x) + Brush.Square(move.Y - y);
                    nearest = Math.Min(nearest, distance);
                    var weight = Math.Exp(-distance / reach) + 1e-4 / (1 + distance / reach);
                    (sum, dx, dy) = (sum + weight, dx + weight * move.DX, dy + weight * move.DY);
                }

                var fade = Math.Exp(-nearest / far);
                across.Set(j, i, (float)(dx / sum * fade));
                down.Set(j, i, (float)(dy / sum * fade));
            }
        }

        using var fineX = new Mat();
        using var fineY = new Mat();
        var whole = new Size(grid.Width * GridStep, grid.Height * GridStep);
        Cv2.Resize(across, fineX, whole, interpolation: InterpolationFlags.Cubic);
        Cv2.Resize(down, fineY, whole, interpolation: InterpolationFlags.Cubic);
        var turned = picture.Clone();
        Brush.Warp(turned, Brush.Frame(turned), (x, y) => (x - fineX.At<float>((int)y, (int)x), y - fineY.At<float>((int)y, (int)x)));
        return turned;
    }
}
