using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Integrations;

/// <summary>Identity of a webhook.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct WebhookId(Guid Value) : IId<WebhookId>
{
    /// <inheritdoc />
    public static WebhookId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
