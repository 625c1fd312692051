using System.Collections.Concurrent;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Messaging;

/// <summary>What the test's handlers do and have done.</summary>
internal sealed class Handled
{
    private readonly ConcurrentQueue<(string Handler, Guid Message)> _all = new();

    /// <summary>Each handling that was begun.</summary>
    public IReadOnlyList<(string Handler, Guid Message)> All => [.. _all];

    /// <summary>The handler whom no event concerns.</summary>
    public string? Unconcerned { get; set; }

    /// <summary>Thrown by the second handler, if there is one.</summary>
    public Func<Exception?> Failure { get; set; } = () => null;

    /// <summary>Run by the second handler before it ends.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public void Add(string handler, Guid message) => _all.Enqueue((handler, message));

    /// <summary>Both handlers, for a node's services.</summary>
    public void Register(NodeSettings settings) => settings.More = services =>
    {
        services.AddSingleton(this);
        services.AddScoped<IEventHandler<OrderTransitioned>, WritesMessage>();
        services.AddScoped<IEventHandler<OrderTransitioned>, MayFail>();
    };
}

/// <summary>Adds an inbox message to the unit of work, as the real handler does.</summary>
internal sealed class WritesMessage(IInbox inbox, Handled handled) : IEventHandler<OrderTransitioned>
{
    public bool Concerns(OrderTransitioned happened) => handled.Unconcerned != nameof(WritesMessage);

    public Task HandleAsync(Guid messageId, OrderTransitioned happened, CancellationToken cancellationToken)
    {
        handled.Add(nameof(WritesMessage), messageId);
        inbox.Add(new InboxMessage(
            Guid.CreateVersion7(happened.At), happened.AccountId, happened.OrderId, happened.Action, happened.To, happened.At));
        return Task.CompletedTask;
    }
}

/// <summary>Fails when the test says so.</summary>
internal sealed class MayFail(Handled handled) : IEventHandler<OrderTransitioned>
{
    public async Task HandleAsync(Guid messageId, OrderTransitioned happened, CancellationToken cancellationToken)
    {
        handled.Add(nameof(MayFail), messageId);
        await handled.Meanwhile();
        if (handled.Failure() is { } failure) throw failure;
    }
}
