using System.Diagnostics;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

[Trait("Engine", "Sqlite")]
public sealed class SqliteTests
{
    private const int Full = 2;

    // https://www.sqlite.org/rescode.html
    private const int Busy = 5;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_connection_writes_ahead_flushes_each_commit_to_the_disk_and_checks_references()
    {
        await using var school = await Installation.OpenAsync();
        await using var scope = school.Node.Scope();
        await using AppDbContext first = school.Node.Open(), second = school.Node.Open();
        foreach (var db in (AppDbContext[])[first, second, scope.ServiceProvider.GetRequiredService<AppDbContext>()])
        {
            await db.Database.OpenConnectionAsync(Ct);
            (await PragmasAsync(db)).ShouldBe(("wal", Full, 1));
        }
    }

    [Fact]
    public async Task A_file_that_another_program_made_without_those_settings_gets_them_also_when_opened_without_async()
    {
        await using var school = await Installation.EmptyAsync();
        await using (var other = new SqliteConnection($"Data Source={school.DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync(Ct);
            await using var command = other.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=DELETE; CREATE TABLE Other (Id INTEGER);";
            await command.ExecuteNonQueryAsync(Ct);
        }

        await using var db = school.Node.Open();
        OpenWithoutAsync(db);

        (await PragmasAsync(db)).ShouldBe(("wal", Full, 1));
    }

    [Fact]
    public async Task A_save_waits_for_another_writer_and_then_goes_through()
    {
        await using var school = await Installation.OpenAsync();
        await using var writer = await HoldAsync(school);
        var saving = Task.Run(() => school.Node.SaveAsync(Campus.Account(school.Node.Hasher, school.Node.Now)), Ct);
        saving.IsCompleted.ShouldBeFalse();
        await writer.DisposeAsync();

        await saving;
        await using var db = school.Node.Open();
        (await db.Accounts.CountAsync(Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_save_that_waited_for_the_set_time_fails_as_busy_changes_nothing_and_may_be_repeated()
    {
        await using var school = await Installation.OpenAsync(settings => settings.Values["Database:BusyTimeout"] = "00:00:01");
        await using var scope = school.Node.Scope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        scope.ServiceProvider.GetRequiredService<IAccountRepository>().Add(Campus.Account(school.Node.Hasher, school.Node.Now));
        await using (await HoldAsync(school))
        {
            long since = Stopwatch.GetTimestamp();
            (await Should.ThrowAsync<SqliteException>(() => unit.TrySaveAsync(Ct))).SqliteErrorCode.ShouldBe(Busy);
            Stopwatch.GetElapsedTime(since).ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
        }

        (await unit.TrySaveAsync(Ct)).ShouldBeTrue();
        await using var db = school.Node.Open();
        (await db.Accounts.CountAsync(Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_single_statement_that_waited_for_the_set_time_fails_as_busy_too()
    {
        await using var school = await Installation.OpenAsync(settings => settings.Values["Database:BusyTimeout"] = "00:00:01");
        await using var writer = await HoldAsync(school);

        var failure = await Should.ThrowAsync<SqliteException>(
            () => school.Node.Get<ISessions>().EndAsync(Guid.NewGuid(), Ct));

        failure.SqliteErrorCode.ShouldBe(Busy);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_writer()
    {
        await using var school = await Installation.OpenAsync(settings => settings.Values["Database:BusyTimeout"] = "00:00:01");
        await school.Node.SaveAsync(Campus.Account(school.Node.Hasher, school.Node.Now));
        await using var writer = await HoldAsync(school);

        await using var db = school.Node.Open();
        (await db.Accounts.CountAsync(Ct)).ShouldBe(1);
    }

    private static void OpenWithoutAsync(AppDbContext db) => db.Database.OpenConnection();

    private static async Task<(string Journal, long Synchronous, long ForeignKeys)> PragmasAsync(AppDbContext db)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT journal_mode, synchronous, foreign_keys FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        (await reader.ReadAsync(Ct)).ShouldBeTrue();
        return (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    /// <summary>Another program that is in the middle of writing until it is disposed.</summary>
    private static async Task<IAsyncDisposable> HoldAsync(Installation school)
    {
        var connection = new SqliteConnection($"Data Source={school.DatabaseFile};Pooling=False");
        await connection.OpenAsync(Ct);
        await connection.BeginTransactionAsync(Ct);
        return connection;
    }
}
