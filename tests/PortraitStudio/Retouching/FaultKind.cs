using OpenCvSharp;

namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>A labelled change of a good portrait: a fault that the first check must tell, or a harmless change that it must let pass.</summary>
public sealed class FaultKind
{
    internal FaultKind(string name, string about, string[] codes, double[] strengths, Retouch make) =>
        (Name, About, Codes, Strengths, Make) = (name, about, codes, strengths, make);

    /// <summary>Name in files and manifests, such as <c>eyes-closed</c>.</summary>
    public string Name { get; }

    /// <summary>What is done, and what the strength counts.</summary>
    public string About { get; }

    /// <summary>The check items of which at least one must fail; none for a harmless change.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>The strengths it is made at, weakest first.</summary>
    public IReadOnlyList<double> Strengths { get; }

    /// <summary>Whether the changed portrait must still pass.</summary>
    public bool Harmless => Codes.Count == 0;

    internal Retouch Make { get; }
}

/// <summary>Makes the changed picture; null where it cannot be made of this portrait.</summary>
/// <param name="sitter">The good portrait; it is not changed.</param>
/// <param name="strength">One of the kind's strengths.</param>
/// <param name="chance">What differs between pictures of the same kind and strength.</param>
internal delegate Made? Retouch(Sitter sitter, double strength, Chance chance);

/// <summary>A changed picture and how it is stored; the receiver disposes the picture.</summary>
internal sealed record Made(Mat Picture)
{
    public int Quality { get; init; } = 92;

    public string Extension { get; init; } = ".jpg";

    /// <summary>EXIF orientation in which the upright picture is stored.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>How many people show their faces.</summary>
    public int People { get; init; } = 1;
}

/// <summary>What differs between pictures of the same kind and strength, by a seed.</summary>
/// <param name="seed">The same seed makes the same picture.</param>
/// <param name="other">Another person, for pictures that show two.</param>
internal sealed class Chance(int seed, Sitter other)
{
    // A repeatable sequence is what is wanted here.
#pragma warning disable CA5394
    private readonly Random _random = new(seed);

    public int Seed => seed;

    public Sitter Other => other;

    public double Side() => _random.Next(2) == 0 ? -1 : 1;

    public double Between(double low, double high) => low + (high - low) * _random.NextDouble();

    public int Below(int end) => _random.Next(end);
#pragma warning restore CA5394

    public T Of<T>(params T[] choices) => choices[Below(choices.Length)];
}
