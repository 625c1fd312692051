using System.Text.Json;
using System.Text.Json.Nodes;

using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Photos.Catalogue;

/// <summary>One file of the catalogue as it was written, found right by the schema.</summary>
/// <param name="Name">The file, as an operator knows it.</param>
/// <param name="Key">Identity and version.</param>
/// <param name="Extends">What it inherits from, or null.</param>
/// <param name="Content">What it says itself.</param>
internal sealed record SpecificationFile(string Name, SpecificationKey Key, SpecificationKey? Extends, JsonObject Content)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
    };

    /// <exception cref="SpecificationException">It is no JSON, not what the schema wants, or named for another one.</exception>
    public static SpecificationFile Read(string name, string text)
    {
        JsonNode? content;
        try
        {
            content = JsonNode.Parse(text, documentOptions: Lenient);
        }
        catch (JsonException broken)
        {
            throw new SpecificationException($"{name} is no JSON: {broken.Message}");
        }

        SpecificationSchema.Check(name, content, SpecificationSchema.File);
        var file = content!.AsObject();
        file.Remove("$schema");
        var key = KeyOf(file);
        return Path.GetFileName(name) == $"{key.Id}.v{key.Version}.json"
            ? new SpecificationFile(name, key, file["extends"] is JsonObject parent ? KeyOf(parent) : null, file)
            : throw new SpecificationException($"{name} holds {key.Id} version {key.Version}; call it {key.Id}.v{key.Version}.json.");
    }

    private static SpecificationKey KeyOf(JsonObject named) => new(named["id"]!.GetValue<string>(), named["version"]!.GetValue<int>());
}
