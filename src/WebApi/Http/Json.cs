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
        services.ConfigureHttpJsonOptions(options => Set(options.SerializerOptions));

        // The OpenAPI generator reads Mvc's options, though no call is served by Mvc.
        services.Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(options => Set(options.JsonSerializerOptions));
        return services;
    }

    public static void Set(JsonSerializerOptions options)
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
    }
}
