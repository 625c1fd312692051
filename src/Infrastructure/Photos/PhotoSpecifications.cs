using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>The specifications that ship with the program, from the JSON files in <c>Specifications</c>.</summary>
internal sealed class PhotoSpecifications : IPhotoSpecifications
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<(string Id, int Version), PhotoSpecification> _all = ReadAll();

    public PhotoSpecification? Find(string id, int version) => _all.GetValueOrDefault((id, version));

    public PhotoSpecification? Newest(string id) =>
        _all.Values.Where(specification => specification.Id == id).MaxBy(specification => specification.Version);

    private static Dictionary<(string, int), PhotoSpecification> ReadAll()
    {
        var assembly = typeof(PhotoSpecifications).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Specifications.", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .ToDictionary(specification => (specification.Id, specification.Version));
    }

    private static PhotoSpecification Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var read = JsonSerializer.Deserialize<PhotoSpecification>(stream, Json)
            ?? throw new InvalidDataException($"{name} holds no specification.");
        return read with { Requirements = [.. read.Requirements.Select(requirement => WithBounds(requirement, read))] };
    }

    // The source's own figures stand once, under upload and output; the requirements that weigh them take them from there.
    private static Requirement WithBounds(Requirement requirement, PhotoSpecification specification) => requirement.Code switch
    {
        CheckCodes.FileBytes => requirement with { Allowed = specification.Upload.Bytes },
        CheckCodes.FileDimensions => requirement with { Allowed = specification.Upload.ShortSide },
        CheckCodes.HeadTopMargin => requirement with { Allowed = specification.Output.HeadTop },
        CheckCodes.EyeLine => requirement with { Allowed = specification.Output.EyeLine },
        CheckCodes.FaceWidth => requirement with { Allowed = specification.Output.FaceWidth },
        CheckCodes.OutputBytes => requirement with { Allowed = specification.Output.Bytes },
        _ when requirement.Allowed is null =>
            throw new InvalidDataException($"{specification.Id}: {requirement.Code} has no bounds."),
        _ => requirement,
    };
}
