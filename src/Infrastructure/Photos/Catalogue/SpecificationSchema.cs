using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

using CampusPhoto.Application.Abstractions;

using Json.Schema;

namespace CampusPhoto.Infrastructure.Photos.Catalogue;

/// <summary>The JSON schema of the catalogue's files, and of what they come to.</summary>
internal static class SpecificationSchema
{
    private const string Resource = ".Specifications.photo-specification.schema.json";
    private const string Address = "https://json-schema.local/photo-specification";

    private static readonly EvaluationOptions Options = MakeOptions();

    /// <summary>A file as it is written.</summary>
    public static readonly JsonSchema File = Refer("");

    /// <summary>What a file comes to with all that it inherits.</summary>
    public static readonly JsonSchema Whole = Refer("#/$defs/whole");

    /// <summary>What a campaign may change.</summary>
    public static readonly JsonSchema Overrides = Refer("#/$defs/overrides");

    /// <exception cref="SpecificationException">The content is not what the schema wants; every fault is named.</exception>
    public static void Check(string name, JsonNode? content, JsonSchema schema)
    {
        var faults = Faults(content, schema);
        if (faults.Count > 0) throw new SpecificationException($"{name} is no photo specification:\n  {string.Join("\n  ", faults)}");
    }

    /// <summary>What is wrong, each with where it stands; empty when nothing is.</summary>
    public static IReadOnlyList<SpecificationFault> Faults(JsonNode? content, JsonSchema schema)
    {
        var found = schema.Evaluate(content, Options);
        return found.IsValid
            ? []
            : [.. (found.Details ?? []).Where(detail => detail is { IsValid: false, Errors.Count: > 0 })
                .SelectMany(detail => detail.Errors!.Select(error => new SpecificationFault(Place(detail), Say(error)))).Distinct()];
    }

    private static string Place(EvaluationResults detail) =>
        detail.InstanceLocation.ToString() is { Length: > 0 } path ? path : "/";

    // A property that the schema does not know is refused by the schema false, which has no word of its own.
    private static string Say(KeyValuePair<string, string> error) =>
        error.Key.Length == 0 ? "no such property" : error.Value;

    private static JsonSchema Refer(string part) => new JsonSchemaBuilder().Ref(Address + part).Build();

    private static EvaluationOptions MakeOptions()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(one => one.EndsWith(Resource, StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(name)!;
        var schema = JsonSerializer.Deserialize<JsonSchema>(stream)
            ?? throw new InvalidDataException("The schema of photo specifications is empty.");
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List };
        options.SchemaRegistry.Register(new Uri(Address), schema);
        return options;
    }
}
