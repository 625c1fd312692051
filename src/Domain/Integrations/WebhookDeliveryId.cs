using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Integrations;

/// <summary>Identity of one event on its way to one webhook.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct WebhookDeliveryId(Guid Value) : IId<WebhookDeliveryId>
{
    /// <inheritdoc />
    public static WebhookDeliveryId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
