using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>Faces as people have them: beards, narrow eyes, a closed smile, a fringe. None of them may refuse a portrait.</summary>
internal static class HarmlessFaces
{
    private static readonly int[] Jaw = [132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361];

    public static IEnumerable<FaultKind> All =>
    [
        new("ok-beard", "a beard, from stubble to full; how thick", [], [0.35, 0.7, 1.0], Beard),
        new("ok-narrow-eyes", "narrow eyes that are open; share of the opening that the lid covers", [], [0.15, 0.28], (sitter, strength, _) => EyeFaults.Closed(sitter, strength, strength)),
        new("ok-closed-smile", "corners of the mouth a little up, lips closed; how far in face widths", [], [0.012, 0.02], (sitter, strength, _) => MouthFaults.Opened(sitter, 0, 0, strength)),
        new("ok-fringe", "hair over the forehead that ends above the eyes; how far above them in face widths", [], [0.22, 0.15], Fringe),
    ];

    private static Made Beard(Sitter sitter, double strength, Chance chance)
    {
        var hair = sitter.Hair;
        var colour = new Scalar(hair.Val0 * 0.8, hair.Val1 * 0.8, hair.Val2 * 0.85);
        var (w, chin) = (sitter.W, sitter.Mesh(152));
        using var area = Brush.Mask(sitter.Picture.Size(), 0.025 * w, mask =>
        {
            // Along the jaw up to the ears, over the lips, not on the lips and cheeks.
            Brush.Fill(mask, [.. Jaw.Select(i => sitter.Mesh(i)), sitter.Mesh(411), sitter.Mesh(427), sitter.Mesh(391), sitter.Mesh(164), sitter.Mesh(165), sitter.Mesh(207), sitter.Mesh(187)]);
            Cv2.FillPoly(mask, [new[] { 61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91 }.Select(i => sitter.Mesh(i)).Select(p => new Point((int)p.X, (int)p.Y))], Scalar.All(0));
        });
        return LightFaults.Changed(sitter, picture =>
        {
            using var layer = picture.Clone();
            Brush.Each(layer, Brush.Around(layer, [chin], w), (_, _, b, g, r) =>
                (b + (colour.Val0 - b) * 0.6 * strength, g + (colour.Val1 - g) * 0.6 * strength, r + (colour.Val2 - r) * 0.6 * strength));
            for (var i = 0; i < 2500 * strength; i++)
            {
                var (right, down) = (chance.Between(-0.52, 0.52), chance.Between(0.25, 1.0));
                var (length, lean) = (chance.Between(0.012, 0.02 + 0.04 * strength), right * 0.6 + chance.Between(-0.3, 0.3));
                var tone = chance.Between(0.5, 1.3);
                Point Fine(Point2d p) => new((int)(p.X * 16), (int)(p.Y * 16));
                Cv2.Line(
                    layer, Fine(sitter.At(right, down)), Fine(sitter.At(right + lean * length, down + length)),
                    new Scalar(colour.Val0 * tone, colour.Val1 * tone, colour.Val2 * tone), Math.Max(1, (int)(0.004 * w)), LineTypes.AntiAlias, 4);
            }

            Brush.Blend(picture, layer, area);
        });
    }

    private static Made Fringe(Sitter sitter, double strength, Chance chance)
    {
        var hair = sitter.Hair;
        var top = (sitter.Face.ForeheadY - sitter.Eyes.Y) / sitter.W - 0.12;
        return LightFaults.Changed(sitter, picture =>
        {
            for (var i = 0; i < 500; i++)
            {
                var right = chance.Between(-0.4, 0.4);
                var (end, bend) = (-strength - chance.Between(0, 0.08), chance.Between(-0.05, 0.05));
                var tone = chance.Between(0.7, 1.3);
                var line = Enumerable.Range(0, 7).Select(step => sitter.At(right + bend * step / 6, top + (end - top) * step / 6.0));
                Cv2.Polylines(
                    picture, [line.Select(p => new Point((int)(p.X * 16), (int)(p.Y * 16)))], false, new Scalar(hair.Val0 * tone, hair.Val1 * tone, hair.Val2 * tone),
                    Math.Max(1, (int)Math.Round(chance.Between(0.004, 0.012) * sitter.W)), LineTypes.AntiAlias, 4);
            }
        });
    }
}
