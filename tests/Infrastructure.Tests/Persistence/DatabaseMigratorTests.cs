using System.Diagnostics;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class DatabaseMigratorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task An_empty_installation_gets_its_folder_its_file_and_all_tables()
    {
        await using var school = await Installation.EmptyAsync(settings =>
            settings.Values["Database:ConnectionString"] = $"Data Source={Path.Combine(settings.ContentRoot, "new", "campusphoto.db")}");
        await school.Node.Get<DatabaseMigrator>().MigrateAsync(Ct);

        await using var db = school.Node.Open();
        (await db.Database.GetPendingMigrationsAsync(Ct)).ShouldBeEmpty();
        (await db.Orders.CountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_current_database_keeps_what_it_holds()
    {
        await using var school = await Installation.OpenAsync();
        await school.Node.SaveAsync(Campus.Account(school.Node.Hasher, school.Node.Now));

        await school.Node.Get<DatabaseMigrator>().MigrateAsync(Ct);
        await school.AddNode().Get<DatabaseMigrator>().MigrateAsync(Ct);

        await using var db = school.Node.Open();
        (await db.Accounts.CountAsync(Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_nodes_that_start_at_once_on_an_empty_database_both_come_up()
    {
        await using var school = await Installation.EmptyAsync();
        var other = school.AddNode();

        await Task.WhenAll(
            Task.Run(() => school.Node.Get<DatabaseMigrator>().MigrateAsync(Ct), Ct),
            Task.Run(() => other.Get<DatabaseMigrator>().MigrateAsync(Ct), Ct));

        await using var db = other.Open();
        (await db.Database.GetAppliedMigrationsAsync(Ct)).ShouldBe(db.Database.GetMigrations());
    }

    [Fact]
    [Trait("Engine", "Sqlite")]
    public async Task A_lock_that_a_killed_migration_left_is_told_with_its_remedy_once_the_set_time_is_over()
    {
        await using var school = await Installation.OpenAsync();
        var migrator = school.Node.Get<DatabaseMigrator>();
        await using (var db = school.Node.Open())
        {
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-05-06 07:00:00+00:00')""", Ct);
        }

        var migrating = Task.Run(() => migrator.MigrateAsync(Ct), Ct);
        long since = Stopwatch.GetTimestamp();
        while (!migrating.IsCompleted && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(20))
        {
            school.Node.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        var failure = await Should.ThrowAsync<TimeoutException>(() => migrating.WaitAsync(TimeSpan.FromSeconds(5), Ct));
        failure.Message.ShouldContain("Database:MigrationTimeout");
        failure.Message.ShouldContain("DELETE FROM \"__EFMigrationsLock\"");

        await using (var db = school.Node.Open()) await db.Database.ExecuteSqlAsync($"""DELETE FROM "__EFMigrationsLock" """, Ct);
        await migrator.MigrateAsync(Ct);
    }

    [Fact]
    public async Task A_start_that_is_called_off_is_told_as_called_off()
    {
        await using var school = await Installation.EmptyAsync();
        using var calledOff = new CancellationTokenSource();
        await calledOff.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => school.Node.Get<DatabaseMigrator>().MigrateAsync(calledOff.Token));
    }
}
