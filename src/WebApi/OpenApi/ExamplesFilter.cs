using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>An example of what is sent to a call, or of what it answers.</summary>
internal sealed record RequestExample(object Value);

/// <summary>An example of what a call answers with a status of success.</summary>
internal sealed record AnswerExample(object Value);

internal static class ExampleDocumentation
{
    public static RouteHandlerBuilder RequestExample(this RouteHandlerBuilder call, object value) =>
        call.WithMetadata(new RequestExample(value));

    public static RouteHandlerBuilder AnswerExample(this RouteHandlerBuilder call, object value) =>
        call.WithMetadata(new AnswerExample(value));
}

/// <summary>Puts the examples into the document, written as the API would write them.</summary>
internal sealed class ExamplesFilter(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IOperationFilter
{
    private const string JsonType = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequestExample>().LastOrDefault() is { } sent)
            Set(operation.RequestBody?.Content, sent.Value);
        if (metadata.OfType<AnswerExample>().LastOrDefault() is { } answered)
        {
            foreach (var (_, answer) in (operation.Responses ?? []).Where(answer => answer.Key.StartsWith('2')))
                Set(answer.Content, answered.Value);
        }
    }

    private void Set(IDictionary<string, OpenApiMediaType>? content, object value)
    {
        if (content?.TryGetValue(JsonType, out var media) == true)
            media.Example = JsonSerializer.SerializeToNode(value, json.Value.SerializerOptions);
    }
}
