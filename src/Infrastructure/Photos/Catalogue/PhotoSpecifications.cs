using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Photos;

using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Photos.Catalogue;

/// <summary>The catalogue: the files that ship with the program and those of a folder that the operator names.</summary>
internal sealed class PhotoSpecifications : IPhotoSpecifications
{
    private const int DeepestInheritance = 8;
    private static readonly JsonDocumentOptions NoDoubles = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<SpecificationKey, WholeSpecification> _all;

    /// <exception cref="SpecificationException">A file is wrong; the message says which and why.</exception>
    public PhotoSpecifications(IOptions<PhotoSpecificationOptions> options)
    {
        var files = new Dictionary<SpecificationKey, SpecificationFile>();
        foreach (var file in Shipped().Concat(InFolder(options.Value.Folder)))
        {
            if (!files.TryAdd(file.Key, file))
                throw new SpecificationException($"{file.Name}: {file.Key.Id} version {file.Key.Version} stands in {files[file.Key].Name} already; give it another version.");
        }

        _all = files.Values.ToDictionary(file => file.Key, file => WholeSpecification.Of(file.Name, Whole(file, files, DeepestInheritance)));
        All = [.. _all.Values.Select(one => one.Specification).OrderBy(one => one.Id, StringComparer.Ordinal).ThenByDescending(one => one.Version)];
    }

    public IReadOnlyList<PhotoSpecification> All { get; }

    public PhotoSpecification? Find(string id, int version, string? overrides = null)
    {
        if (_all.GetValueOrDefault(new SpecificationKey(id, version)) is not { } found) return null;
        return overrides is null
            ? found.Specification
            : WholeSpecification.Of($"A campaign's overrides of {id} version {version}", Overridden(found, overrides)).Specification
                with { Overrides = overrides };
    }

    public IReadOnlyList<SpecificationFault> FaultsOf(string id, int version, string overrides)
    {
        JsonNode? content;
        try
        {
            content = JsonNode.Parse(overrides, documentOptions: NoDoubles);
        }
        catch (JsonException broken)
        {
            return [new SpecificationFault("/", broken.Message)];
        }

        return SpecificationSchema.Faults(content, SpecificationSchema.Overrides) is { Count: > 0 } faults
            ? faults
            : WholeSpecification.FaultsOf(SpecificationMerge.Override(_all[new SpecificationKey(id, version)].Content, content!.AsObject()));
    }

    public PhotoSpecification? Newest(string id) => All.FirstOrDefault(one => one.Id == id);

    /// <summary>The whole as canonical JSON, or null when there is none of that version.</summary>
    public string? DocumentOf(string id, int version) => _all.GetValueOrDefault(new SpecificationKey(id, version))?.Document;

    private static JsonObject Overridden(WholeSpecification found, string overrides)
    {
        var name = $"A campaign's overrides of {found.Specification.Id}";
        JsonNode? content;
        try
        {
            content = JsonNode.Parse(overrides);
        }
        catch (JsonException broken)
        {
            throw new SpecificationException($"{name} are no JSON: {broken.Message}");
        }

        SpecificationSchema.Check(name, content, SpecificationSchema.Overrides);
        return SpecificationMerge.Override(found.Content, content!.AsObject());
    }

    private static JsonObject Whole(SpecificationFile file, Dictionary<SpecificationKey, SpecificationFile> files, int depth)
    {
        if (file.Extends is not { } parent) return file.Content.DeepClone().AsObject();
        if (depth == 0) throw new SpecificationException($"{file.Name} inherits in a circle, or through more than {DeepestInheritance} others.");
        return files.TryGetValue(parent, out var found)
            ? SpecificationMerge.Inherit(Whole(found, files, depth - 1), file.Content)
            : throw new SpecificationException($"{file.Name} extends {parent.Id} version {parent.Version}, which does not exist.");
    }

    private static IEnumerable<SpecificationFile> Shipped()
    {
        const string folder = ".Specifications.";
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var at = resource.IndexOf(folder, StringComparison.Ordinal);
            if (at < 0 || !resource.EndsWith(".json", StringComparison.Ordinal) || resource.EndsWith(".schema.json", StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return SpecificationFile.Read(resource[(at + folder.Length)..], reader.ReadToEnd());
        }
    }

    private static IEnumerable<SpecificationFile> InFolder(string folder)
    {
        if (folder.Length == 0) return [];
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).Select(path => SpecificationFile.Read(path, File.ReadAllText(path)))
            : throw new SpecificationException($"PhotoSpecifications:Folder names {folder}, which is no folder.");
    }
}
