using System.Data;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Persistence.Moving;
using CampusPhoto.Infrastructure.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CampusPhoto.Infrastructure.Moving;

/// <summary>
/// Moves all rows and photos to another database and photo store. The rows arrive in one transaction, which is committed
/// when both sides have been compared: a move that was broken off leaves the target empty and is simply begun again.
/// </summary>
public static class Move
{
    private const string Section = "Move";

    // A node that sets its timers by longer intervals is found by the comparison at the end.
    private static readonly TimeSpan LongestPulse = TimeSpan.FromSeconds(20);

    /// <summary>Moves from the running configuration to that of section <c>Move</c>.</summary>
    /// <param name="configuration">
    /// Has <c>Database</c> and <c>Storage</c>, and under <c>Move</c> both of the target; without <c>Move:Storage</c> the
    /// photos stay where they are.
    /// </param>
    /// <param name="environment">Under whose content root relative paths lie.</param>
    /// <param name="output">Is told what was moved.</param>
    /// <param name="clock">Tells how long nodes have been still.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>False when the target did not become equal; it then holds no row.</returns>
    /// <exception cref="CommandRefusedException">It cannot be begun.</exception>
    public static async Task<bool> RunAsync(
        IConfiguration configuration, IHostEnvironment environment, TextWriter output, TimeProvider clock, CancellationToken cancellationToken)
    {
        IConfigurationSection wanted = configuration.GetSection(Section);
        if (!wanted.GetSection(DatabaseOptions.Section).Exists())
        {
            throw new CommandRefusedException(
                "Say where to: Move:Database:Engine (Sqlite, PostgreSql or SqlServer) and Move:Database:ConnectionString; for the "
                + "photos Move:Storage:Kind (Local or S3) and what belongs to it, or nothing when they stay where they are.");
        }

        await using var source = new Place(configuration, configuration, environment);
        await using var target = new Place(
            wanted, wanted.GetSection(PhotoStoreOptions.Section).Exists() ? wanted : configuration, environment);
        await using AppDbContext from = source.Open(), to = target.Open();
        await RefuseUnlessCompleteAsync(from, cancellationToken);
        await RefuseUnlessEmptyAsync(from, to, target, cancellationToken);
        TimeSpan pulse = configuration.GetSection(TimerOptions.Section).GetValue(nameof(TimerOptions.Interval), new TimerOptions().Interval);
        await RefuseWhileNodesRunAsync(from, pulse < LongestPulse ? pulse : LongestPulse, clock, cancellationToken);

        // PostgreSQL shows one state of all tables; SQLite lets nobody else write, SQL Server nobody change what was read.
        await using IDbContextTransaction reading = await from.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        IAsyncEnumerable<StoredPhoto> photos = StoredPhotos.ReadAsync(
            from.Database.GetDbConnection(), reading.GetDbTransaction(), StoredPhotos.Statement(from), cancellationToken);
        PhotosCopied copied = await new PhotoCopies(source.Photos, target.Photos).CopyAsync(photos, cancellationToken);
        if (copied.Lost.Count > 0)
        {
            Tell(output, copied.Lost);
            await output.WriteLineAsync(
                $"Not moved: {copied.Lost.Count} photos could not be copied. Put them back from a backup and run this again; the rows have not been touched.");
            return false;
        }

        await using IDbContextTransaction writing = await to.Database.BeginTransactionAsync(cancellationToken);
        await output.WriteLineAsync($"{"table",-24}{"rows",12}  hash");
        List<string> faults = [];
        List<(StoredTable Table, TableDigest Read)> tables = [];
        foreach (var (before, after) in StoredTable.InOrder(from).Zip(StoredTable.InOrder(to)))
        {
            var (read, written) = await CopyAsync(from, before, to, after, cancellationToken);
            await output.WriteLineAsync($"{before.Name,-24}{written.Rows,12}  {(written.Equals(read) ? "equal" : "DIFFERENT")}");
            if (!written.Equals(read)) faults.Add($"{before.Name} did not arrive as it is");
            tables.Add((before, read));
        }

        await output.WriteLineAsync($"{"photos",-24}{copied.Photos,12}  equal, {copied.Bytes} bytes, {copied.Copied} copied now");
        faults.AddRange(await ChangedAsync(source, tables, cancellationToken));
        if (faults.Count > 0)
        {
            await output.WriteLineAsync($"Not moved: {string.Join(", ", faults)}. The target holds no row; run this again.");
            return false;
        }

        await writing.CommitAsync(cancellationToken);
        await output.WriteLineAsync(
            "Moved. Start the nodes with the target as Database and Storage and with the same PersonalData keys, and none with the source any more.");
        return true;
    }

    internal static void Tell(TextWriter output, IReadOnlyList<LostPhoto> lost)
    {
        foreach (LostPhoto photo in lost) output.WriteLine($"photo {photo.Key} {photo.Why}");
    }

    private static async Task RefuseUnlessCompleteAsync(AppDbContext from, CancellationToken cancellationToken)
    {
        if (!await from.Database.CanConnectAsync(cancellationToken))
            throw new CommandRefusedException("The source database (Database) does not answer or is not there.");
        if ((await from.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            throw new CommandRefusedException("The source database (Database) was left by another version: start this version on it once, and stop it again.");
    }

    private static async Task RefuseUnlessEmptyAsync(AppDbContext from, AppDbContext to, Place target, CancellationToken cancellationToken)
    {
        var (here, there) = (from.Database.GetDbConnection(), to.Database.GetDbConnection());
        if ((here.GetType(), here.DataSource, here.Database) == (there.GetType(), there.DataSource, there.Database))
            throw new CommandRefusedException("The target database (Move:Database) is the source itself.");
        if (await to.Database.CanConnectAsync(cancellationToken)
            && await to.GetService<IRelationalDatabaseCreator>().HasTablesAsync(cancellationToken)
            && (await to.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new CommandRefusedException(
                "The target database (Move:Database) holds tables that this version has not made. Give one that is empty or not there yet.");
        }

        await target.MigrateAsync(cancellationToken);
        var rows = new TableRows(to);
        foreach (StoredTable table in StoredTable.InOrder(to))
        {
            if (await rows.AnyAsync(table, cancellationToken))
            {
                throw new CommandRefusedException(
                    $"The target database (Move:Database) is not empty: {table.Name} has rows. Give one that is empty or not there yet.");
            }
        }
    }

    // A node takes the timers' lease each time it looks for what is due.
    private static async Task RefuseWhileNodesRunAsync(AppDbContext from, TimeSpan pulse, TimeProvider clock, CancellationToken cancellationToken)
    {
        LeaseRow? before = await LeaseAsync();
        DateTimeOffset now = clock.GetUtcNow();
        TimeSpan held = before?.ExpiresAt > now ? before.ExpiresAt - now : TimeSpan.Zero;
        await Task.Delay(held + (1.5 * pulse), clock, cancellationToken);
        if ((await LeaseAsync())?.Token != before?.Token)
            throw new CommandRefusedException("A node is at work on the source. Stop all nodes and run this again.");

        Task<LeaseRow?> LeaseAsync() =>
            from.Leases.AsNoTracking().SingleOrDefaultAsync(lease => lease.Job == TimerLoop.Job, cancellationToken);
    }

    private static async Task<(TableDigest Read, TableDigest Written)> CopyAsync(
        AppDbContext from, StoredTable before, AppDbContext to, StoredTable after, CancellationToken cancellationToken)
    {
        var read = new TableDigest();
        var rows = new TableRows(to);
        await rows.WriteAsync(after, new TableRows(from).ReadAsync(before, cancellationToken).Select(Counted), cancellationToken);
        return (read, await rows.DigestAsync(after, cancellationToken));

        object?[] Counted(object?[] row)
        {
            read.Add(row);
            return row;
        }
    }

    // A node that slept while the others were stopped, or that nobody thought of.
    private static async Task<IReadOnlyList<string>> ChangedAsync(
        Place source, IReadOnlyList<(StoredTable Table, TableDigest Read)> tables, CancellationToken cancellationToken)
    {
        await using AppDbContext now = source.Open();
        var rows = new TableRows(now);
        List<string> changed = [];
        foreach (var (table, read) in tables)
        {
            if (!(await rows.DigestAsync(table, cancellationToken)).Equals(read))
                changed.Add($"{table.Name} was changed in the source meanwhile (stop all nodes)");
        }

        return changed;
    }
}
