using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos;
using CampusPhoto.Infrastructure.Photos.Vision;
using CampusPhoto.PortraitStudio;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>The real checker with its models, loaded once for all tests that only ask it.</summary>
public sealed class CheckerFixture : IDisposable
{
    private readonly ServiceProvider _services;

    public CheckerFixture()
    {
        _services = Compose();
        Checker = _services.GetRequiredService<IPhotoChecker>();
        Qr = _services.GetRequiredService<IQrCodeReader>();
        Specification = _services.GetRequiredService<IPhotoSpecifications>().Find("chsi-graduation-2017", 1)!;
    }

    public IServiceProvider Services => _services;

    public IPhotoChecker Checker { get; }

    public IQrCodeReader Qr { get; }

    public PhotoSpecification Specification { get; }

    internal VisionWorkers Workers => _services.GetRequiredService<VisionWorkers>();

    public static ServiceProvider Compose(TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"PhotoCheck:{s.Key}", (string?)s.Value)))
            .Build();
        var services = new ServiceCollection().AddLogging();
        if (clock is not null) services.AddSingleton(clock);
        return services.AddPhotos(configuration).BuildServiceProvider();
    }

    public async Task<Result<PhotoCheck>> CheckAsync(byte[] photo)
    {
        using var stream = new MemoryStream(photo);
        return await Checker.CheckAsync(stream, Specification, TestContext.Current.CancellationToken);
    }

    public Task<Result<PhotoCheck>> CheckAsync(Portrait portrait) => CheckAsync(Studio.Draw(portrait));

    public async Task<Result<IReadOnlyList<string>>> ReadQrAsync(byte[] picture)
    {
        using var stream = new MemoryStream(picture);
        return await Qr.ReadAsync(stream, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _services.Dispose();
}
