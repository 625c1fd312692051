using System.Text.Json;
using System.Text.Json.Serialization;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>Writes typed identities as plain UUIDs.</summary>
internal sealed class IdJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsValueType && Array.Exists(
        typeToConvert.GetInterfaces(), face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(IdJsonConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class IdJsonConverter<TId> : JsonConverter<TId>
        where TId : struct, IId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TId.From(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}

/// <summary>Writes order numbers as plain text.</summary>
internal sealed class OrderNumberJsonConverter : JsonConverter<OrderNumber>
{
    public override OrderNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("An order number is a text."));

    public override void Write(Utf8JsonWriter writer, OrderNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
