using CampusPhoto.WebApi.Http.Idempotency;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Describes the headers that no handler has as a parameter.</summary>
internal sealed class HeadersFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        operation.Parameters.Add(Header(
            "Accept-Language", "Language of texts: `zh` (the default) or `en`.", required: false, new OpenApiSchema { Type = JsonSchemaType.String }));
        if (metadata.OfType<AcceptsIdempotencyKey>().Any())
        {
            operation.Parameters.Add(Header(
                IdempotencyKeys.Header,
                "Makes repeats safe: a repeat with the same key and content within 24 hours gets the first answer.",
                required: false,
                new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 100, Pattern = "^[!-~]+$" }));
        }

        if (metadata.OfType<ActsOnVersion>().Any())
        {
            operation.Parameters.Add(Header(
                "If-Match", "The ETag of what was read, such as `\"7\"`.", required: true, new OpenApiSchema { Type = JsonSchemaType.String }));
        }

        foreach (var (_, answer) in (operation.Responses ?? []).Where(answer => answer.Key.StartsWith('2')))
        {
            if (answer is not OpenApiResponse response) continue;
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            if (metadata.OfType<AnswersVersion>().Any())
                response.Headers["ETag"] = Answered("The version, to be sent in If-Match.");
            if (metadata.OfType<AcceptsIdempotencyKey>().Any())
                response.Headers[IdempotencyKeys.ReplayedHeader] = Answered("`true` when this is an earlier answer.");
        }
    }

    private static OpenApiParameter Header(string name, string description, bool required, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Required = required, Schema = schema };

    private static OpenApiHeader Answered(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
