using System.Text.Json;
using System.Text.Json.Serialization;
using CampusPhoto.Domain.Photos;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Conversions;

/// <summary>Keeps what was done to a photo's pixels as JSON text; it is never changed.</summary>
internal sealed class PixelOperationsConverter()
    : ValueConverter<IReadOnlyList<PixelOperation>, string>(operations => Write(operations), json => Read(json))
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static string Write(IReadOnlyList<PixelOperation> operations) => JsonSerializer.Serialize(operations, Json);

    // Photos that were delivered before provenance was kept have none.
    private static IReadOnlyList<PixelOperation> Read(string json) =>
        json.Length == 0 ? [] : JsonSerializer.Deserialize<IReadOnlyList<PixelOperation>>(json, Json) ?? [];
}
