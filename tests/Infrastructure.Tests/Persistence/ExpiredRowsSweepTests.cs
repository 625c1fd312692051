using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class ExpiredRowsSweepTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_has_expired_is_deleted()
    {
        await using var school = await Installation.OpenAsync();
        var now = school.Node.Now;
        var account = Campus.Account(school.Node.Hasher, now);
        await school.Node.SaveAsync(
            account,
            Key("expired", now), Key("live", now + Second),
            Window("expired", now), Window("live", now + Second),
            Session("expired", now.AddDays(-1)), Session("live", now.AddDays(-1) + Second),
            Campus.Recognition(account, Campus.Student(school.Node.Hasher), now.AddDays(-1).AddMinutes(-15)),
            Campus.Recognition(account, Campus.Student(school.Node.Hasher), now.AddDays(-1).AddMinutes(-15) + Second));

        await school.Node.Services.GetServices<ISweep>().OfType<ExpiredRowsSweep>().Single().RunOnceAsync(Ct);

        await using var db = school.Node.Open();
        (await db.IdempotencyRows.SingleAsync(Ct)).KeyHash.ShouldBe("live");
        (await db.AttemptWindows.SingleAsync(Ct)).Subject.ShouldBe("live");
        (await db.SessionRows.SingleAsync(Ct)).ExpiresAt.ShouldBe(now.AddDays(-1) + Second);
        (await db.Recognitions.SingleAsync(Ct)).ExpiresAt.ShouldBe(now.AddDays(-1) + Second);
        (await db.Accounts.CountAsync(Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task The_loop_sweeps_at_the_start_and_every_hour_though_a_sweep_failed()
    {
        using var runs = new SemaphoreSlim(0);
        await using var school = await Installation.OpenAsync(settings => settings.More = services =>
        {
            services.RemoveAll<ISweep>();
            services.AddSingleton<ISweep>(new BrokenSweep());
            services.AddSingleton<ISweep>(new CountedSweep(runs));
        });
        var loop = school.Node.Services.GetServices<IHostedService>().OfType<SweepLoop>().Single();

        await loop.StartAsync(Ct);
        (await runs.WaitAsync(TimeSpan.FromSeconds(20), Ct)).ShouldBeTrue();
        school.Node.Clock.Advance(TimeSpan.FromHours(1));
        (await runs.WaitAsync(TimeSpan.FromSeconds(20), Ct)).ShouldBeTrue();
        await loop.StopAsync(Ct);

        school.Node.Log.Warnings.ShouldContain(line => line.Contains("IOException", StringComparison.Ordinal));
    }

    private static IdempotencyRow Key(string hash, DateTimeOffset expiresAt) =>
        new() { KeyHash = hash, Fingerprint = "f", ExpiresAt = expiresAt };

    private static AttemptWindow Window(string subject, DateTimeOffset endsAt) =>
        new() { Kind = "feature-code", Subject = subject, EndsAt = endsAt, Count = 1 };

    private static SessionRow Session(string name, DateTimeOffset expiresAt) => new()
    {
        Id = Guid.CreateVersion7(), Subject = Guid.NewGuid(), Kind = SessionKind.Student, Generation = name.Length,
        OpenedAt = expiresAt.AddDays(-30), ExpiresAt = expiresAt,
    };

    private sealed class BrokenSweep : ISweep
    {
        public TimeSpan Every => TimeSpan.FromHours(1);

        public Task RunOnceAsync(CancellationToken cancellationToken) => throw new IOException("the disk is gone");
    }

    private sealed class CountedSweep(SemaphoreSlim runs) : ISweep
    {
        public TimeSpan Every => TimeSpan.FromHours(1);

        public Task RunOnceAsync(CancellationToken cancellationToken)
        {
            runs.Release();
            return Task.CompletedTask;
        }
    }
}
