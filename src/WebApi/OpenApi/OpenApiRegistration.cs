using System.Text.Json;
using System.Text.Json.Nodes;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Support;
using CampusPhoto.WebApi.Endpoints;
using CampusPhoto.WebApi.Http;
using Microsoft.OpenApi;

namespace CampusPhoto.WebApi.OpenApi;

internal static class OpenApiRegistration
{
    public const string BearerScheme = "bearer";
    public const string UiSwitch = "OpenApi:Ui";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "CampusPhoto",
                Version = "v1",
                Description =
                    """
                    高校图像信息采集接口。Collects the photograph that every graduate's certificate is registered with.

                    Names are camelCase; enumerations travel by name; money is whole fen (`amountFen`) in CNY; times are RFC 3339 with an offset; lists are `{items, nextCursor}`.
                    Refusals are problem details (RFC 9457, `application/problem+json`) with a stable `code`; texts come in Chinese, or in English with `Accept-Language: en`.
                    Calls that create or charge take an `Idempotency-Key`: the same key with the same content gets the first answer again for 24 hours, marked `Idempotency-Replayed: true`.
                    Staff's decisions name the version they are about: `If-Match` with the order's `ETag`.
                    """,
            });
            options.AddSecurityDefinition(BearerScheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "Students: POST /api/v1/auth/wechat-login. Staff: POST /api/v1/staff/auth/login. Integrators: POST /api/v1/integrations/token.",
            });
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.MapType<ShownText>(() => new OpenApiSchema { Type = JsonSchemaType.String });
            options.MapType<PhotoLink>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" });
            options.MapType<PhotoLink?>(() => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "uri-reference" });
            options.MapType<JsonElement>(() => new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null });
            options.MapType<JsonElement?>(() => new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null });
            options.MapType<NamedFilter<TicketStatus>>(Names<TicketStatus>);
            options.MapType<NamedFilter<InvoiceStatus>>(Names<InvoiceStatus>);
            options.MapType<StatusFilter>(() => new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. Enum.GetNames<OrderStatus>().Select(name => (JsonNode)JsonValue.Create(name))],
            });
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "CampusPhoto.*.xml").Order(StringComparer.Ordinal))
                options.IncludeXmlComments(file);
            options.SchemaFilter<OpenObjectsFilter>();
            options.SchemaFilter<EnumWordsFilter>();
            options.SchemaFilter<NullableReferencesFilter>();
            options.SchemaFilter<ProblemSchemaFilter>();
            options.OperationFilter<UploadFilter>();
            options.OperationFilter<RawBodyFilter>();
            options.OperationFilter<HeadersFilter>();
            options.OperationFilter<SecurityFilter>();
            options.OperationFilter<ProblemResponsesFilter>();
            options.OperationFilter<ExamplesFilter>();
            options.DocumentFilter<TagsFilter>();
            options.DocumentFilter<WebhooksFilter>();
        });
        services.Configure<Swashbuckle.AspNetCore.Swagger.SwaggerOptions>(
            options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        return services;
    }

    private static OpenApiSchema Names<T>()
        where T : struct, Enum => new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. Enum.GetNames<T>().Select(name => (JsonNode)JsonValue.Create(name))],
        };

    public static WebApplication UseOpenApiDocument(this WebApplication app)
    {
        app.UseSwagger();
        if (app.Environment.IsDevelopment() || app.Configuration.GetValue<bool>(UiSwitch))
        {
            app.UseSwaggerUI(options =>
            {
                options.SwaggerEndpoint("/swagger/v1/swagger.json", "CampusPhoto v1");
                options.DocumentTitle = "CampusPhoto";
                options.DisplayRequestDuration();
                options.EnableTryItOutByDefault();
            });
        }

        return app;
    }
}
