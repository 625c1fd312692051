using CampusPhoto.Infrastructure.Messaging;

namespace CampusPhoto.Infrastructure.Integrations;

/// <summary>Wakes the sending of this process as soon as deliveries have been saved in it.</summary>
internal sealed class WebhookSignal : Signal;
