using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Marks a call that reads a JSON body of another protocol byte for byte.</summary>
internal sealed record TakesRawJson(string Description);

/// <summary>Marks a call that reads an HTML form body itself.</summary>
internal sealed record TakesForm(Type Shape);

/// <summary>Describes the bodies of other protocols.</summary>
internal sealed class RawBodyFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<TakesRawJson>().SingleOrDefault() is { } raw)
        {
            operation.RequestBody = Body(
                "application/json", new OpenApiSchema { Type = JsonSchemaType.Object, Description = raw.Description });
        }

        if (metadata.OfType<TakesForm>().SingleOrDefault() is { } form)
        {
            operation.RequestBody = Body(
                "application/x-www-form-urlencoded", context.SchemaGenerator.GenerateSchema(form.Shape, context.SchemaRepository));
        }
    }

    private static OpenApiRequestBody Body(string type, IOpenApiSchema schema) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { [type] = new() { Schema = schema } },
    };
}
