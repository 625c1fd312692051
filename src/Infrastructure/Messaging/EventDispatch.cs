using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>One event on its way to the handlers of its type.</summary>
internal interface IEventDispatch
{
    /// <summary>The handlers whom the event concerns: their positions in the container, and names.</summary>
    IReadOnlyList<(int Position, string Name)> Handlers(IServiceProvider scope);

    /// <summary>Lets the handler at that position handle the event.</summary>
    Task HandleAsync(IServiceProvider scope, int handler, Guid messageId, CancellationToken cancellationToken);
}

/// <inheritdoc />
internal sealed class EventDispatch<TEvent>(TEvent happened) : IEventDispatch
    where TEvent : IDomainEvent
{
    public IReadOnlyList<(int Position, string Name)> Handlers(IServiceProvider scope) =>
        [.. scope.GetServices<IEventHandler<TEvent>>().Index()
            .Where(one => one.Item.Concerns(happened)).Select(one => (one.Index, one.Item.GetType().Name))];

    public Task HandleAsync(IServiceProvider scope, int handler, Guid messageId, CancellationToken cancellationToken) =>
        scope.GetServices<IEventHandler<TEvent>>().ElementAt(handler).HandleAsync(messageId, happened, cancellationToken);
}
