using System.Xml.Linq;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Says what each member of an enumeration means, with the Chinese word where the code's comment gives it.</summary>
internal sealed class EnumWordsFilter : ISchemaFilter
{
    private readonly Dictionary<string, string> _summaries = Directory
        .EnumerateFiles(AppContext.BaseDirectory, "CampusPhoto.*.xml")
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .Where(member => member.Attribute("name")?.Value.StartsWith("F:", StringComparison.Ordinal) == true && member.Element("summary") is not null)
        .DistinctBy(member => member.Attribute("name")!.Value)
        .ToDictionary(member => member.Attribute("name")!.Value[2..], member => member.Element("summary")!.Value.Trim());

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (!context.Type.IsEnum || schema is not OpenApiSchema concrete || context.MemberInfo is not null || context.ParameterInfo is not null) return;
        var members = Enum.GetNames(context.Type)
            .Where(name => _summaries.ContainsKey($"{context.Type.FullName}.{name}"))
            .Select(name => $"- `{name}`: {_summaries[$"{context.Type.FullName}.{name}"]}");
        concrete.Description = string.Join('\n', new[] { concrete.Description }.OfType<string>().Concat([""]).Concat(members)).Trim();
    }
}
