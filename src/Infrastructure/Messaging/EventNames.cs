using System.Text.Json;
using System.Text.Json.Serialization;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>
/// The two-way table of events and their stored names. A class may be renamed; a name never changes, and an event
/// whose shape changes gets the next version beside the old one.
/// </summary>
internal static class EventNames
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new IdJsonConverterFactory(), new OrderNumberJsonConverter() },
    };

    private static readonly Entry[] Entries =
    [
        Of<OrderTransitioned>("order.transitioned.v1"),
        Of<PaymentSuspected>("payment.suspected.v1"),
        Of<RefundMoved>("refund.moved.v1"),
        Of<OrderReminded>("order.reminded.v1"),
        Of<ResultRecorded>("order.result_recorded.v1"),
        Of<ProofDisputed>("order.proof_disputed.v1"),
    ];

    private static readonly Dictionary<string, Entry> ByName = Entries.ToDictionary(entry => entry.Name);
    private static readonly Dictionary<Type, Entry> ByType = Entries.ToDictionary(entry => entry.Type);

    /// <summary>All event types with a name.</summary>
    public static IEnumerable<Type> Types => ByType.Keys;

    /// <summary>Name and content of an event.</summary>
    public static (string Name, string Payload) Write(IDomainEvent happened)
    {
        if (!ByType.TryGetValue(happened.GetType(), out Entry? entry))
            throw new InvalidOperationException($"{happened.GetType().Name} has no name in EventNames.");
        return (entry.Name, JsonSerializer.Serialize(happened, entry.Type, Json));
    }

    /// <summary>The dispatch of a stored event, or null when this version does not know its name.</summary>
    public static IEventDispatch? Read(string name, string payload) =>
        ByName.TryGetValue(name, out Entry? entry) ? entry.Read(payload) : null;

    private static Entry Of<TEvent>(string name)
        where TEvent : IDomainEvent =>
        new(name, typeof(TEvent), payload => new EventDispatch<TEvent>(
            JsonSerializer.Deserialize<TEvent>(payload, Json) ?? throw new JsonException($"{name} has no content.")));

    private sealed record Entry(string Name, Type Type, Func<string, IEventDispatch> Read);
}
