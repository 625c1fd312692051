using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Marks a call that reads a multipart body itself.</summary>
/// <param name="File">Name of the one file part.</param>
/// <param name="Description">What the file may be.</param>
/// <param name="Field">A UUID field beside it, if any.</param>
/// <param name="FieldDescription">What the field is.</param>
/// <param name="JsonToo">What the call takes as JSON instead, if it does.</param>
internal sealed record TakesFile(
    string File, string Description, string? Field = null, string? FieldDescription = null, Type? JsonToo = null);

/// <summary>Describes bodies that no handler has as a parameter, because they are read as they arrive.</summary>
internal sealed class UploadFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<TakesFile>().SingleOrDefault() is not { } takes) return;
        var properties = new Dictionary<string, IOpenApiSchema>();
        if (takes.Field is { } field)
            properties[field] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid", Description = takes.FieldDescription };
        properties[takes.File] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = takes.Description };
        var content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = properties,
                    Required = new HashSet<string>(properties.Keys),
                },
            },
        };
        if (takes.JsonToo is { } json)
            content["application/json"] = new() { Schema = context.SchemaGenerator.GenerateSchema(json, context.SchemaRepository) };
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
    }
}
