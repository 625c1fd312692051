using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos;
using CampusPhoto.Infrastructure.Photos.Vision;
using CampusPhoto.PortraitStudio;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CampusPhoto.Infrastructure.Tests.Photos;

public sealed class CheckerPlacesTests
{
    private static readonly byte[] Photo = Studio.Draw(new Portrait { Width = 600, Height = 800 });

    [Fact]
    public async Task One_check_more_than_workers_and_queue_hold_is_told_to_come_back()
    {
        await using var services = CheckerFixture.Compose(null, ("Workers", "2"), ("QueueLength", "3"), ("RetryAfter", "00:00:07"));
        using var gate = new GatedStreams(Photo);
        var admitted = Enumerable.Range(0, 5).Select(_ => Check(services, gate.Next())).ToArray();

        var refused = await Check(services, gate.Next());

        refused.Error!.Code.ShouldBe(PhotoErrors.CheckerBusy.Code);
        refused.Error.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        gate.Begun.ShouldBe(2);

        gate.Open();
        (await Task.WhenAll(admitted)).ShouldAllBe(result => result.Succeeded);
        (await Check(services, gate.Next())).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_student_who_gives_up_waiting_frees_the_place()
    {
        await using var services = CheckerFixture.Compose(null, ("Workers", "1"), ("QueueLength", "1"));
        using var gate = new GatedStreams(Photo);
        using var givesUp = new CancellationTokenSource();
        var first = Check(services, gate.Next());
        var second = Check(services, gate.Next(), givesUp.Token);
        (await Check(services, gate.Next())).Error!.Code.ShouldBe(PhotoErrors.CheckerBusy.Code);

        await givesUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        var third = Check(services, gate.Next());

        gate.Open();
        (await first).Succeeded.ShouldBeTrue();
        (await third).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_check_that_takes_too_long_is_given_up_and_frees_the_place()
    {
        var clock = new FakeTimeProvider();
        await using var services = CheckerFixture.Compose(clock, ("Workers", "1"), ("QueueLength", "0"), ("Timeout", "00:00:10"));
        using var gate = new GatedStreams(Photo);
        var slow = Check(services, gate.Next());

        clock.Advance(TimeSpan.FromSeconds(11));

        (await slow).Error!.Code.ShouldBe(PhotoErrors.CheckTimedOut.Code);
        gate.Open();
        (await Check(services, gate.Next())).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task The_checker_is_healthy_once_its_models_are_loaded()
    {
        await using var services = CheckerFixture.Compose(null, ("Workers", "2"));
        var workers = services.GetRequiredService<VisionWorkers>();
        var health = new PhotoCheckerHealthCheck(workers);
        workers.Start();
        await workers.Ready.WaitAsync(TestContext.Current.CancellationToken);

        (await health.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Missing_models_are_reported_by_the_health_check_and_stop_no_thread()
    {
        await using var services = CheckerFixture.Compose(null, ("Workers", "1"), ("ModelsFolder", "no-such-folder"));
        var workers = services.GetRequiredService<VisionWorkers>();
        workers.Start();
        await Should.ThrowAsync<FileNotFoundException>(() => workers.Ready.WaitAsync(TestContext.Current.CancellationToken));

        var health = new PhotoCheckerHealthCheck(workers);
        (await health.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status.ShouldBe(HealthStatus.Unhealthy);
        using var stream = new MemoryStream(Photo);
        await Should.ThrowAsync<FileNotFoundException>(() => Check(services, stream));
    }

    [Fact]
    public async Task Options_out_of_bounds_stop_the_start()
    {
        await using var services = CheckerFixture.Compose(null, ("Workers", "0"));

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<PhotoCheckOptions>>().Value)
            .Message.ShouldContain("Workers");
    }

    private static Task<Result<PhotoCheck>> Check(IServiceProvider services, Stream photo, CancellationToken? cancellationToken = null) =>
        services.GetRequiredService<IPhotoChecker>().CheckAsync(
            photo,
            services.GetRequiredService<IPhotoSpecifications>().Find("chsi-graduation-2017", 1)!,
            cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>Streams whose first read waits until the gate opens, so that a check stays where it is.</summary>
    private sealed class GatedStreams(byte[] content) : IDisposable
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _begun;

        public int Begun => _begun;

        public Stream Next() => new Gated(this, content);

        public void Open() => _open.TrySetResult();

        public void Dispose() => Open();

        private sealed class Gated(GatedStreams gate, byte[] content) : MemoryStream(content)
        {
            private bool _counted;

            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                if (!_counted) Interlocked.Increment(ref gate._begun);
                _counted = true;
                await gate._open.Task.WaitAsync(cancellationToken);
                return await base.ReadAsync(buffer, cancellationToken);
            }
        }
    }
}
