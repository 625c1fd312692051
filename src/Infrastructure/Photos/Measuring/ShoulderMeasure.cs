using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Whether the shoulders are level, by where the person's outline rises on both sides of the neck.</summary>
internal static class ShoulderMeasure
{
    // Columns beside the neck, in face widths from the chin.
    private static readonly double[] Aside = [0.60, 0.66, 0.72, 0.78, 0.84, 0.90, 0.96];

    private const int LeastPairs = 3;
    private const float Person = 0.5f;

    /// <summary>
    /// Degrees by which the line over the shoulders leans, clockwise positive; the middle of several pairs of columns, since
    /// hair may lie on one. Null when the shoulders are not in the photo on both sides.
    /// </summary>
    /// <param name="person">Share of person in each pixel of the photo.</param>
    /// <param name="face">The face in its pixels.</param>
    public static double? Lean(Mat person, FaceShape face)
    {
        person.GetArray(out float[] shares);
        var (width, height) = (person.Width, person.Height);
        var middle = face.At(FaceShape.Chin).X;
        var slopes = new List<float>();
        foreach (var aside in Aside)
        {
            var (left, right) = ((int)(middle - aside * face.Width), (int)(middle + aside * face.Width));
            if (left < 0 || right >= width) continue;
            if (Top(left) is { } one && Top(right) is { } other) slopes.Add((float)(Math.Atan2(other - one, right - left) * 180 / Math.PI));
        }

        return slopes.Count < LeastPairs ? null : Statistics.Median(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(slopes));

        // Upwards from the lower edge as long as it is the person; a column of hair alone reaches the eyes and says nothing.
        int? Top(int column)
        {
            var row = height;
            while (row > 0 && shares[(row - 1) * width + column] >= Person) row--;
            return row >= height || row < face.EyeLineY ? null : row;
        }
    }
}
