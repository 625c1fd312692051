using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Describes the sections, and shows students' calls first.</summary>
internal sealed class TagsFilter : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Tags = new HashSet<OpenApiTag>(
            Tags.Descriptions.Select(tag => new OpenApiTag { Name = tag.Key, Description = tag.Value }));

        // The address of the host that happens to serve the document is no part of the contract.
        swaggerDoc.Servers = [new OpenApiServer { Url = "/" }];
    }
}
