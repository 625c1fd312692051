using System.Globalization;

using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Writes down what was done to the pixels of a delivered photo, in the order it was done.</summary>
internal static class Provenance
{
    public static IReadOnlyList<PixelOperation> Of(Scene scene, EncodedPhoto encoded)
    {
        var (file, output, window) = (scene.File, scene.Specification.Output, scene.Subject!.Window);
        var operations = new List<PixelOperation> { Step(PixelOperationKind.Decode, ("factor", scene.UploadToDecoded)) };
        if (file.Orientation != 1) operations.Add(Step(PixelOperationKind.Orient, ("orientation", file.Orientation)));
        if (ColourConversion.Of(EmbeddedProfile.Read(file)) is { } colours)
            operations.Add(Step(PixelOperationKind.ConvertColour, ("from", colours.Name), ("to", "sRGB")));
        operations.Add(Step(
            PixelOperationKind.Crop,
            ("x", window.X), ("y", window.Y), ("width", output.Width / window.Scale), ("height", output.Height / window.Scale)));
        operations.Add(Step(PixelOperationKind.Scale, ("width", output.Width), ("height", output.Height), ("factor", window.Scale)));
        operations.Add(Step(
            PixelOperationKind.Encode, ("quality", encoded.Quality), ("dpi", output.Dpi), ("bytes", encoded.Jpeg.Length)));
        return operations;
    }

    private static PixelOperation Step(PixelOperationKind kind, params (string Name, object Value)[] facts) => new(
        kind, facts.ToDictionary(fact => fact.Name, fact => fact.Value is double number
            ? Math.Round(number, 4).ToString(CultureInfo.InvariantCulture)
            : Convert.ToString(fact.Value, CultureInfo.InvariantCulture)!));
}
