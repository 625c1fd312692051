using System.Text.Json;
using System.Text.Json.Serialization;
using CampusPhoto.Application.Common;

namespace CampusPhoto.WebApi.Http;

/// <summary>Writes a text in the language of the request that is being answered.</summary>
internal sealed class ShownTextConverter(IHttpContextAccessor http) : JsonConverter<ShownText>
{
    public override ShownText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Shown texts are only written.");

    public override void Write(Utf8JsonWriter writer, ShownText value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text.In(
            http.HttpContext is { } context ? RequestLanguage.Of(context.Request) : Language.Chinese));
}
