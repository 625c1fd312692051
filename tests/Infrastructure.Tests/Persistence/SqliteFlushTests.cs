using CampusPhoto.Infrastructure.Persistence.Engines;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

/// <summary>Saves to SQLite are answered when they are on the disk, and share the way there.</summary>
[Trait("Engine", "Sqlite")]
public sealed class SqliteFlushTests
{
    private const int Waiting = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_wait_while_the_disk_is_busy_share_the_next_flush_and_nobody_the_one_before()
    {
        using var disk = new Disk();
        using var writers = new SqliteWriters(disk.Flush);
        var first = Task.Run(writers.FlushAsync, Ct);
        await disk.BeganAsync();

        Task[] others = [.. Enumerable.Range(0, Waiting).Select(_ => writers.FlushAsync())];
        disk.Finish();
        await first;
        await disk.BeganAsync();
        others.ShouldAllBe(other => !other.IsCompleted);
        disk.Finish();

        await Task.WhenAll(others);
        disk.Flushes.ShouldBe(2);
    }

    [Fact]
    public async Task A_flush_that_failed_counts_for_nobody()
    {
        var works = false;
        using var writers = new SqliteWriters(() =>
        {
            if (!works) throw new IOException("The disk refused.");
        });
        await Should.ThrowAsync<IOException>(writers.FlushAsync);

        works = true;
        await writers.FlushAsync();
    }

    [Fact]
    public async Task A_save_is_answered_after_its_flush_and_what_another_reads_meanwhile_is_there_already()
    {
        using var disk = new Disk();
        await using var school = await Installation.OpenAsync(settings => settings.More = services =>
            services.AddSingleton(_ => new SqliteWriters(disk.Flush)));
        var saving = Task.Run(() => school.Node.SaveAsync(Campus.Account(school.Node.Hasher, school.Node.Now)), Ct);
        await disk.BeganAsync();

        await using (var db = school.Node.Open()) (await db.Accounts.CountAsync(Ct)).ShouldBe(1);
        saving.IsCompleted.ShouldBeFalse();
        disk.Finish();

        await saving;
    }

    [Fact]
    public async Task A_save_that_cannot_be_flushed_is_not_answered_as_saved()
    {
        await using var school = await Installation.OpenAsync(settings => settings.More = services =>
            services.AddSingleton(_ => new SqliteWriters(() => throw new IOException("The disk refused."))));

        await Should.ThrowAsync<IOException>(() => school.Node.SaveAsync(Campus.Account(school.Node.Hasher, school.Node.Now)));
    }

    [Fact]
    public async Task After_a_save_and_after_one_that_failed_the_connections_statements_flush_by_themselves_again()
    {
        await using var school = await Installation.OpenAsync();
        await using var db = school.Node.Open();
        await db.Database.OpenConnectionAsync(Ct);
        var account = Campus.Account(school.Node.Hasher, school.Node.Now);
        db.Add(account);
        await db.SaveChangesAsync(Ct);
        (await SynchronousAsync(db)).ShouldBe("2");

        db.ChangeTracker.Clear();
        db.Add(account);
        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
        (await SynchronousAsync(db)).ShouldBe("2");
    }

    [Fact]
    public async Task The_log_is_flushed_where_the_database_lies()
    {
        await using var school = await Installation.OpenAsync();
        await school.Node.SaveAsync(Campus.Account(school.Node.Hasher, school.Node.Now));

        var elsewhere = new SqliteConnectionStringBuilder { DataSource = Path.Combine(school.Folder, "other.db") }.ToString();
        Should.Throw<FileNotFoundException>(() => SqliteLog.Flush(elsewhere));
        SqliteLog.Flush(new SqliteConnectionStringBuilder { DataSource = school.DatabaseFile }.ToString());
    }

    private static async Task<string?> SynchronousAsync(DbContext db)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA synchronous";
        return (await command.ExecuteScalarAsync(Ct))!.ToString();
    }

    /// <summary>A disk whose flushes take until the test says.</summary>
    private sealed class Disk : IDisposable
    {
        private readonly SemaphoreSlim _began = new(0);
        private readonly SemaphoreSlim _finish = new(0);
        private int _flushes;

        public int Flushes => _flushes;

        public Task BeganAsync() => _began.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        public void Finish() => _finish.Release();

        public void Flush()
        {
            Interlocked.Increment(ref _flushes);
            _began.Release();
            _finish.Wait(TimeSpan.FromSeconds(30), Ct).ShouldBeTrue();
        }

        public void Dispose()
        {
            _began.Dispose();
            _finish.Dispose();
        }
    }
}
