using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Photos.Catalogue;

/// <summary>A specification with all that it inherits, as the program uses it and as it is kept for evidence.</summary>
/// <param name="Specification">As the program uses it.</param>
/// <param name="Content">As JSON, to be laid over again by a campaign.</param>
/// <param name="Document">As canonical JSON: names in order of their code points, no white space.</param>
internal sealed record WholeSpecification(PhotoSpecification Specification, JsonObject Content, string Document)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="SpecificationException">A part is missing or makes no sense.</exception>
    public static WholeSpecification Of(string name, JsonObject content)
    {
        SpecificationSchema.Check(name, content, SpecificationSchema.Whole);
        var whole = Read(content);
        if (Nonsense(whole).ToList() is { Count: > 0 } faults)
            throw new SpecificationException($"{name} cannot be met:\n  {string.Join("\n  ", faults)}");
        var document = Sorted(content).ToJsonString(Canonical);
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(document)));
        return new WholeSpecification(whole with { Sha256 = hash }, content, document);
    }

    /// <summary>What is wrong with a whole specification; empty when nothing is.</summary>
    public static IReadOnlyList<SpecificationFault> FaultsOf(JsonObject content) =>
        SpecificationSchema.Faults(content, SpecificationSchema.Whole) is { Count: > 0 } faults ? faults : [.. Nonsense(Read(content))];

    private static PhotoSpecification Read(JsonObject content)
    {
        var read = content.Deserialize<PhotoSpecification>(Json)!;
        return read with { Requirements = [.. read.Requirements.Select(requirement => WithBounds(requirement, read))] };
    }

    // The source's own figures stand once, under upload and output; the requirements that weigh them take them from there.
    private static Requirement WithBounds(Requirement requirement, PhotoSpecification whole) => requirement.Code switch
    {
        CheckCodes.FileBytes => requirement with { Allowed = whole.Upload.Bytes },
        CheckCodes.FileDimensions => requirement with { Allowed = whole.Upload.ShortSide },
        CheckCodes.HeadTopMargin => requirement with { Allowed = whole.Output.HeadTop },
        CheckCodes.EyeLine => requirement with { Allowed = whole.Output.EyeLine },
        CheckCodes.FaceWidth => requirement with { Allowed = whole.Output.FaceWidth },
        CheckCodes.OutputBytes => requirement with { Allowed = whole.Output.Bytes },
        _ => requirement,
    };

    private static IEnumerable<SpecificationFault> Nonsense(PhotoSpecification whole)
    {
        foreach (var requirement in whole.Requirements.Where(one => one.Allowed is null))
            yield return new("/requirements", $"requirement {requirement.Code} has no bounds");
        foreach (var requirement in whole.Requirements.Where(one => !CheckWording.Knows(one.Code)))
            yield return new("/requirements", $"nothing measures {requirement.Code}");
        foreach (var (path, bounds) in Named(whole).Where(one => one.Bounds.Min > one.Bounds.Max))
            yield return new(path, $"min {bounds.Min} is above max {bounds.Max}");
        foreach (var code in whole.Requirements.GroupBy(one => one.Code).Where(same => same.Count() > 1).Select(same => same.Key))
            yield return new("/requirements", $"{code} stands there twice");
        if (whole.Output.EyeLine.Max <= whole.Output.HeadTop.Min) yield return new("/output", "the eyes would stand above the hair");
        if (whole.Output.FaceWidth.Min > whole.Output.Width) yield return new("/output/faceWidth", "wider than the photo");
    }

    private static IEnumerable<(string Path, Bounds Bounds)> Named(PhotoSpecification whole) =>
    [
        ("/upload/bytes", whole.Upload.Bytes), ("/upload/shortSide", whole.Upload.ShortSide), ("/output/bytes", whole.Output.Bytes),
        ("/output/headTop", whole.Output.HeadTop), ("/output/eyeLine", whole.Output.EyeLine), ("/output/faceWidth", whole.Output.FaceWidth),
        .. whole.Requirements.Where(one => one.Allowed is not null).Select(one => ($"/requirements/{one.Code}", one.Allowed)),
    ];

    // The schema lets no null through.
    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, Sorted(one.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(one => Sorted(one!))]),
        _ => node.DeepClone(),
    };
}
