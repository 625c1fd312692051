namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>Wakes the relay of this process as soon as events have been saved in it.</summary>
internal sealed class OutboxSignal : Signal;
