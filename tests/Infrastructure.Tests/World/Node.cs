using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>What a node is started with.</summary>
internal sealed class NodeSettings(string contentRoot)
{
    public Dictionary<string, string?> Values { get; } = [];

    public string ContentRoot => contentRoot;

    public string Environment { get; set; } = Environments.Development;

    public FakeTimeProvider Clock { get; set; } = new(Installation.Start);

    /// <summary>Further services, such as event handlers.</summary>
    public Action<IServiceCollection> More { get; set; } = _ => { };
}

/// <summary>One process of an installation: its services, with the clock in the test's hand. Nothing runs by itself.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Node(NodeSettings settings)
    {
        Clock = settings.Clock;
        var environment = new HostingEnvironment
        {
            EnvironmentName = settings.Environment,
            ContentRootPath = settings.ContentRoot,
        };
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IHostEnvironment>(environment);
        services.AddAuthentication();
        services.AddInfrastructure(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Values).Build(), environment);
        SqlServerToo.AddTo(services);
        settings.More(services);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }

    public CollectedLog Log { get; } = new();

    public IServiceProvider Services => _services;

    public IPersonalDataHasher Hasher => Get<IPersonalDataHasher>();

    public DateTimeOffset Now => Clock.GetUtcNow();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A context of its own, as another request would have it.</summary>
    public AppDbContext Open() => Get<IDbContextFactory<AppDbContext>>().CreateDbContext();

    public AsyncServiceScope Scope() => _services.CreateAsyncScope();

    /// <summary>Saves new rows in a context of their own.</summary>
    public async Task SaveAsync(params object[] rows)
    {
        await using var db = Open();
        db.AddRange(rows);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
