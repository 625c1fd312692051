using System.Globalization;
using System.Text.Json;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.WebApi.Http;
using CampusPhoto.WebApi.Http.Idempotency;
using CampusPhoto.WebApi.Http.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Documents every refusal: its status, and one example for each code.</summary>
internal sealed class ProblemResponsesFilter(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IOperationFilter
{
    private const string ExampleTraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<AnswersOtherErrors>().Any()) return;
        operation.Responses ??= [];
        var errors = metadata.OfType<DocumentedErrors>().SelectMany(own => own.Errors)
            .Concat(ErrorsOfForm(operation, metadata)).DistinctBy(error => error.Code);
        foreach (var status in errors.GroupBy(ErrorStatus.Of).OrderBy(group => group.Key))
        {
            var schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
            var headers = new Dictionary<string, IOpenApiHeader>();
            if (status.Key is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            {
                headers["Retry-After"] = new OpenApiHeader
                {
                    Description = "Seconds to wait.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                };
            }

            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = $"{ReasonPhrases.GetReasonPhrase(status.Key)}: {string.Join(", ", status.Select(error => $"`{error.Code}`"))}",
                Headers = headers.Count == 0 ? null : headers,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problem.ContentType] = new()
                    {
                        Schema = schema,
                        Examples = status.ToDictionary(error => error.Code, Example),
                    },
                },
            };
        }
    }

    private static IEnumerable<Error> ErrorsOfForm(OpenApiOperation operation, IList<object> metadata)
    {
        var anonymous = metadata.OfType<IAllowAnonymous>().Any();
        if (!anonymous) yield return RequestErrors.AuthRequired;
        if (!anonymous && !metadata.OfType<ITagsMetadata>().SelectMany(tagged => tagged.Tags).All(tag => tag == Tags.Integrators))
            yield return AccountErrors.SessionEnded;
        if (!anonymous && metadata.OfType<ITagsMetadata>().SelectMany(tagged => tagged.Tags).Any(tag => tag != Tags.Students))
            yield return AccountErrors.ClientTokenEnded;
        if (!anonymous) yield return RequestErrors.Forbidden;
        if (operation.RequestBody is not null || operation.Parameters?.Any(parameter => parameter.In != ParameterLocation.Header) == true)
            yield return CommonErrors.Invalid;
        if (operation.RequestBody is not null) yield return RequestErrors.TooLarge;
        if (operation.RequestBody is not null) yield return RequestErrors.ContentTypeUnsupported;
        if (!metadata.OfType<DisableRateLimitingAttribute>().Any()) yield return RequestErrors.TooMany;
        if (metadata.OfType<AcceptsIdempotencyKey>().Any())
        {
            yield return IdempotencyErrors.KeyMalformed;
            yield return CommonErrors.IdempotencyKeyReused;
            yield return CommonErrors.IdempotencyInProgress;
        }

        if (metadata.OfType<ActsOnVersion>().Any())
        {
            yield return OrderErrors.VersionRequired;
            yield return OrderErrors.VersionMismatch;
        }

        yield return RequestErrors.Server;
        yield return RequestErrors.Unavailable;
    }

    private IOpenApiExample Example(Error error) => new OpenApiExample
    {
        Summary = error.Message.En,
        Value = JsonSerializer.SerializeToNode(
            ProblemWriter.Describe(error, Language.Chinese, ExampleTraceId), json.Value.SerializerOptions),
    };
}

/// <summary>Marks a call whose refusals have another protocol's form, which it documents itself.</summary>
internal sealed record AnswersOtherErrors;
