using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampusPhoto.Infrastructure.Tests.Messaging;

public sealed class OutboxRowsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_s_events_are_saved_with_it_one_row_each()
    {
        await using var school = await Installation.OpenAsync();
        var order = await (await OpenCampaign.SaveAsync(school.Node)).OrderAsync(one => Campus.Pay(one, school.Node.Now));

        await using var db = school.Node.Open();
        var rows = await db.OutboxMessages.ToListAsync(Ct);
        rows.Count.ShouldBe(order.History.Count);
        rows.ShouldAllBe(row => row.Name == "order.transitioned.v1" && row.ProcessedAt == null && row.Attempts == 0
            && row.NextAttemptAt == school.Node.Now && row.OccurredAt == school.Node.Now);
        order.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_are_rolled_back_with_their_order()
    {
        await using var school = await Installation.OpenAsync();
        var enrolled = await (await OpenCampaign.SaveAsync(school.Node)).EnrolAsync();
        await using (var db = school.Node.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            db.Orders.Add(enrolled.Place());
            await db.SaveChangesAsync(Ct);
            (await db.OutboxMessages.CountAsync(Ct)).ShouldBe(1);
            await transaction.RollbackAsync(Ct);
        }

        await using var after = school.Node.Open();
        (await after.Orders.CountAsync(Ct)).ShouldBe(0);
        (await after.OutboxMessages.CountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_save_that_is_refused_leaves_no_events_of_it()
    {
        await using var school = await Installation.OpenAsync();
        var enrolled = await (await OpenCampaign.SaveAsync(school.Node)).EnrolAsync();
        await school.Node.SaveAsync(enrolled.Place());
        await using var scope = school.Node.Scope();
        scope.ServiceProvider.GetRequiredService<IOrderRepository>().Add(enrolled.Place());
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();

        (await unit.TrySaveAsync(Ct)).ShouldBeFalse();
        unit.Forget();
        (await unit.TrySaveAsync(Ct)).ShouldBeTrue();

        (await scope.ServiceProvider.GetRequiredService<AppDbContext>().OutboxMessages.CountAsync(Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task Saving_the_same_unit_of_work_again_adds_no_event_twice()
    {
        await using var school = await Installation.OpenAsync();
        var enrolled = await (await OpenCampaign.SaveAsync(school.Node)).EnrolAsync();
        await using var scope = school.Node.Scope();
        scope.ServiceProvider.GetRequiredService<IOrderRepository>().Add(enrolled.Place());
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();

        (await unit.TrySaveAsync(Ct)).ShouldBeTrue();
        (await unit.TrySaveAsync(Ct)).ShouldBeTrue();

        await using var db = school.Node.Open();
        (await db.OutboxMessages.CountAsync(Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task The_health_report_tells_of_messages_that_wait_too_long_and_of_dead_ones()
    {
        await using var school = await Installation.OpenAsync();
        var check = ActivatorUtilities.CreateInstance<OutboxHealthCheck>(school.Node.Services);
        (await CheckAsync()).Status.ShouldBe(HealthStatus.Healthy);

        var order = await (await OpenCampaign.SaveAsync(school.Node)).OrderAsync();
        school.Node.Clock.Advance(TimeSpan.FromMinutes(5));
        (await CheckAsync()).Status.ShouldBe(HealthStatus.Healthy);
        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await CheckAsync();
        late.Status.ShouldBe(HealthStatus.Degraded);
        late.Data["lagSeconds"].ShouldBe(301L);

        await school.Node.Get<OutboxRelay>().RunOnceAsync(Ct);
        (await CheckAsync()).Status.ShouldBe(HealthStatus.Healthy);

        await school.Node.SaveAsync(new OutboxMessage
        {
            Id = Guid.CreateVersion7(), Name = "order.transitioned.v1", Payload = $"\"{order.Id}\"",
            OccurredAt = school.Node.Now, NextAttemptAt = school.Node.Now, DeadAt = school.Node.Now,
        });
        var dead = await CheckAsync();
        dead.Status.ShouldBe(HealthStatus.Degraded);
        dead.Data["dead"].ShouldBe(1);

        Task<HealthCheckResult> CheckAsync() => check.CheckHealthAsync(new HealthCheckContext(), Ct);
    }
}
