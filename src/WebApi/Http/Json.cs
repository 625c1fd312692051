using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace CampusPhoto.WebApi.Http;

/// <summary>How JSON is written and read.</summary>
internal static class Json
{
    private const int MaxDepth = 16;

    public static IServiceCollection AddJson(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>()
            .Configure<IHttpContextAccessor>((options, http) => Set(options.SerializerOptions, http));

        // The OpenAPI generator reads Mvc's options, though no call is served by Mvc.
        services.AddOptions<Microsoft.AspNetCore.Mvc.JsonOptions>()
            .Configure<IHttpContextAccessor>((options, http) => Set(options.JsonSerializerOptions, http));
        return services;
    }

    private static void Set(JsonSerializerOptions options, IHttpContextAccessor http)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        options.MaxDepth = MaxDepth;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;

        // Chinese is written as it is; what could end a script element stays escaped.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new ShownTextConverter(http));
        options.Converters.Add(new PhotoLinkConverter());
    }
}
