using System.Text.Json;
using System.Text.Json.Serialization;
using CampusPhoto.Application.Common;
using CampusPhoto.WebApi.Endpoints;

namespace CampusPhoto.WebApi.Http;

/// <summary>Writes a photo's link: the store's address, or the path of the call that takes its token.</summary>
internal sealed class PhotoLinkConverter : JsonConverter<PhotoLink>
{
    public override PhotoLink Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Photo links are only written.");

    public override void Write(Utf8JsonWriter writer, PhotoLink value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Address?.AbsoluteUri ?? $"{ApiEndpoints.Root}/photos/{value.Token}");
}
