using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Marks a call that reads a multipart body itself.</summary>
/// <param name="File">Name of the one file part.</param>
/// <param name="Description">What the file may be.</param>
/// <param name="Field">A field before it, if any.</param>
/// <param name="FieldDescription">What the field is.</param>
/// <param name="JsonToo">What the call takes as JSON instead, if it does.</param>
/// <param name="FieldIsUuid">Whether the field is a UUID.</param>
/// <param name="OptionalField">A whole number that may be left out, if any.</param>
/// <param name="OptionalFieldDescription">What it is.</param>
/// <param name="OtherField">A UUID that may stand in place of the field, if any.</param>
/// <param name="OtherFieldDescription">What it is.</param>
internal sealed record TakesFile(
    string File, string Description, string? Field = null, string? FieldDescription = null, Type? JsonToo = null,
    bool FieldIsUuid = true, string? OptionalField = null, string? OptionalFieldDescription = null, string? OtherField = null,
    string? OtherFieldDescription = null);

/// <summary>Describes bodies that no handler has as a parameter, because they are read as they arrive.</summary>
internal sealed class UploadFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<TakesFile>().SingleOrDefault() is not { } takes) return;
        var properties = new Dictionary<string, IOpenApiSchema>();
        if (takes.Field is { } field)
            properties[field] = new OpenApiSchema { Type = JsonSchemaType.String, Format = takes.FieldIsUuid ? "uuid" : null, Description = takes.FieldDescription };
        if (takes.OptionalField is { } optional)
            properties[optional] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = takes.OptionalFieldDescription };
        if (takes.OtherField is { } other)
            properties[other] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid", Description = takes.OtherFieldDescription };
        properties[takes.File] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = takes.Description };
        var content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = properties,
                    Required = new HashSet<string>(properties.Keys.Where(name => name == takes.File || (name == takes.Field && takes.OtherField is null))),
                },
            },
        };
        if (takes.JsonToo is { } json)
            content["application/json"] = new() { Schema = context.SchemaGenerator.GenerateSchema(json, context.SchemaRepository) };
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
    }
}
