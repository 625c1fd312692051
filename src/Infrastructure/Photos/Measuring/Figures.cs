using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>One connected figure of a picture of marks.</summary>
/// <param name="Label">What its places are labelled with.</param>
/// <param name="Box">The smallest upright box around it.</param>
/// <param name="Area">How many pixels it has.</param>
internal readonly record struct Figure(int Label, Rect Box, int Area);

/// <summary>
/// The connected figures (of 8 neighbours) of a picture of marks. OpenCV's own statistics visit every pixel of the ground too,
/// which costs ten times what the labels do.
/// </summary>
internal sealed class Figures : IDisposable
{
    private readonly Mat _labels = new();

    public Figures(Mat marks)
    {
        var count = Cv2.ConnectedComponents(marks, _labels);
        var found = new (int Left, int Top, int Right, int Bottom, int Area)[count];
        var (width, height) = (_labels.Width, _labels.Height);
        for (var y = 0; y < height; y++)
        {
            var rest = _labels.RowSpan<int>(y);
            while (rest.IndexOfAnyExcept(0) is >= 0 and var ground)
            {
                rest = rest[ground..];
                var (label, left) = (rest[0], width - rest.Length);
                rest = rest.IndexOfAnyExcept(label) is >= 0 and var run ? rest[run..] : [];
                var right = width - rest.Length;
                var old = found[label];
                found[label] = old.Area == 0
                    ? (left, y, right, y + 1, right - left)
                    : (Math.Min(old.Left, left), old.Top, Math.Max(old.Right, right), y + 1, old.Area + right - left);
            }
        }

        All = [.. found.Select((one, label) => new Figure(label, Rect.FromLTRB(one.Left, one.Top, one.Right, one.Bottom), one.Area)).Skip(1)];
    }

    /// <summary>All of them, by their labels.</summary>
    public IReadOnlyList<Figure> All { get; }

    /// <summary>Whether the figure holds a place of the picture.</summary>
    public bool Holds(Figure figure, Point place) =>
        place.X >= 0 && place.Y >= 0 && place.X < _labels.Width && place.Y < _labels.Height && _labels.At<int>(place.Y, place.X) == figure.Label;

    /// <summary>Those of which no place lies on the ground of a mask, which is 0 there.</summary>
    public IEnumerable<Figure> Within(Mat mask)
    {
        var leaves = new bool[All.Count + 1];
        var height = _labels.Height;
        for (var y = 0; y < height; y++)
        {
            var labels = _labels.RowSpan<int>(y);
            var inside = mask.RowSpan<byte>(y);
            for (var x = 0; x < inside.Length; x++) leaves[labels[x]] |= inside[x] == 0;
        }

        return All.Where(figure => !leaves[figure.Label]);
    }

    public void Dispose() => _labels.Dispose();
}
