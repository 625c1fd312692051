using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Lets objects grow: unknown fields of a request are ignored, and answers may get new ones.</summary>
internal sealed class OpenObjectsFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchema { Type: JsonSchemaType.Object } concrete) concrete.AdditionalPropertiesAllowed = true;
    }
}
