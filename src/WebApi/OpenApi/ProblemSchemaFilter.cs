using System.Text.Json.Nodes;
using CampusPhoto.WebApi.Http.Problems;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Lists every code in the schema of problem details.</summary>
internal sealed class ProblemSchemaFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(Problem) || schema is not OpenApiSchema { Properties: { } properties }) return;
        if (properties["code"] is OpenApiSchema code)
            code.Enum = [.. ErrorCatalogue.All.Select(error => (JsonNode)JsonValue.Create(error.Code))];
        if (properties["type"] is OpenApiSchema type) type.Format = "uri-reference";
    }
}
