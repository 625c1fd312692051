using System.Numerics;
using System.Reflection;
using System.Text.Json;

namespace CampusPhoto.Infrastructure.Photos.Measuring.Patches;

/// <summary>
/// A logistic regression on the features of one view: how likely the patch shows what the model was trained to tell. Its
/// weights are numbers alone; PortraitStudio's <c>train</c> computes them anew from any folder of good portraits.
/// </summary>
/// <param name="Name">What it tells, such as <c>eye-closed</c>.</param>
/// <param name="View">The view's name.</param>
/// <param name="TrainedOn">Of how many people, pictures and patches it was computed.</param>
/// <param name="Bias">The constant; the bound of the log odds is taken off it.</param>
/// <param name="Weights">One for each feature.</param>
internal sealed record PatchModel(string Name, string View, string TrainedOn, float Bias, float[] Weights)
{
    private const string Folder = ".PatchModels.";

    // Log odds of a linear model lie far apart; a likelihood that says 0 or 100 of all would tell nothing of how clear it is.
    private const double Softness = 4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Log odds: above 0 it is rather there.</summary>
    public float Odds(ReadOnlySpan<float> features) => Bias + Dot(Weights, features);

    /// <summary>The likelihood, 0 to 1; 0.5 at the bound that was fixed on people whom the model had not seen.</summary>
    public double Of(ReadOnlySpan<float> features) => 1 / (1 + Math.Exp(-Odds(features) / Softness));

    /// <summary>Reads a model that ships with the program.</summary>
    /// <exception cref="InvalidDataException">It is not there, or does not belong to its view.</exception>
    public static PatchModel Shipped(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var resource = Array.Find(assembly.GetManifestResourceNames(), one => one.EndsWith($"{Folder}{name}.json", StringComparison.Ordinal))
            ?? throw new InvalidDataException($"There is no patch model {name}.");
        using var stream = assembly.GetManifestResourceStream(resource)!;
        return Read(name, stream);
    }

    private static PatchModel Read(string name, Stream stream)
    {
        var model = JsonSerializer.Deserialize<PatchModel>(stream, Json)!;
        var view = PatchView.All.FirstOrDefault(one => one.Name == model.View);
        return model.Name == name && view is not null && model.Weights.Length == PatchFeatures.CountOf(view)
            ? model
            : throw new InvalidDataException($"The patch model {name} does not fit the view {model.View}.");
    }

    /// <summary>The sum of the products.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count) sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var rest = Vector.Sum(sum);
        for (; i < a.Length; i++) rest += a[i] * b[i];
        return rest;
    }
}
