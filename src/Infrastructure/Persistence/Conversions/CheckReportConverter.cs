using System.Text.Json;
using System.Text.Json.Serialization;
using CampusPhoto.Domain.Photos;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Conversions;

/// <summary>Keeps a check report as JSON text; a report is never changed.</summary>
internal sealed class CheckReportConverter()
    : ValueConverter<CheckReport, string>(report => Write(report), json => Read(json))
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static string Write(CheckReport report) => JsonSerializer.Serialize(report, Json);

    private static CheckReport Read(string json) =>
        JsonSerializer.Deserialize<CheckReport>(json, Json)
        ?? throw new JsonException("The stored check report is empty.");
}
