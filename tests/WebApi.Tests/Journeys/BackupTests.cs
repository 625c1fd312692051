using System.Collections.Concurrent;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>An operator backs an embedded installation up while it is in use, and restores it elsewhere.</summary>
[Trait("Engine", "Sqlite")]
public sealed class BackupTests(SchoolYear year) : IClassFixture<SchoolYear>
{
    private const int Storming = 8;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_taken_while_students_write_holds_all_that_was_answered_before_it()
    {
        using EmbeddedSchool school = year.Copy(), elsewhere = new();
        var placed = new ConcurrentQueue<(Student Student, Guid Order)>();
        (Student Student, Guid Order)[] before;
        byte[] photo;
        await using (await year.ServeAsync(school.Settings))
        {
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Now);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var storm = Enumerable.Range(0, Storming).Select(async _ =>
            {
                while (!stopping.IsCancellationRequested)
                {
                    var student = await year.StudentAsync();
                    placed.Enqueue((student, (await student.PlacedAsync(JourneyHost.FeatureCode)).Id));
                    if (placed.Count >= Storming) enough.TrySetResult();
                }
            }).ToArray();
            await await Task.WhenAny([enough.Task, .. storm]);
            before = [.. placed];
            photo = await year.PhotoAsync(before[0].Student, before[0].Order);
            (await BackUpAsync(0, school)).ShouldEndWith("Backed up.");
            placed.Count.ShouldBeGreaterThan(before.Length);
            await stopping.CancelAsync();
            await Task.WhenAll(storm);
        }

        (await RestoreAsync(0, school.Backup, elsewhere)).ShouldContain("\nRestored. ");
        await using var api = await year.ServeAsync(elsewhere.Settings);
        foreach (var (student, order) in before) (await student.OrderAsync(order)).Ok()["status"].ShouldBe("PendingPayment");
        (await year.PhotoAsync(before[0].Student, before[0].Order)).ShouldBe(photo);
        (await before[0].Student.PayAsync(before[0].Order))["status"].ShouldBe("PendingReview");
    }

    [Fact]
    public async Task A_restored_school_is_the_one_that_was_backed_up_row_by_row_and_photo_by_photo()
    {
        using EmbeddedSchool school = year.Copy(), elsewhere = new();
        var backedUp = await BackUpAsync(0, school);
        backedUp.ShouldMatch("(?m)^photos   6, [0-9]+ bytes, 6 copied now$");
        backedUp.ShouldContain("The keys of PersonalData are not in it.");
        (await RestoreAsync(0, school.Backup, elsewhere)).ShouldMatch("(?m)^photos   6, [0-9]+ bytes, 6 copied now$");
        (await elsewhere.DumpAsync()).ShouldBe(await school.DumpAsync());
        foreach (var (key, file) in EmbeddedSchool.PhotosIn(school.Photos))
            (await File.ReadAllBytesAsync(EmbeddedSchool.PhotosIn(elsewhere.Photos)[key], Now)).ShouldBe(await File.ReadAllBytesAsync(file, Now));
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in Directory.EnumerateFiles(school.Backup, "*", SearchOption.AllDirectories).Append(elsewhere.File))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    [Fact]
    public async Task The_next_backup_to_the_same_folder_copies_new_photos_only_and_takes_the_place_of_the_last()
    {
        using EmbeddedSchool school = year.Copy(), elsewhere = new();
        await BackUpAsync(0, school);
        var first = DatabaseIn(school.Backup);
        await using (await year.ServeAsync(school.Settings))
            await (await year.StudentAsync()).PlacedAsync(JourneyHost.FeatureCode);
        (await BackUpAsync(0, school)).ShouldMatch("(?m)^photos   8, [0-9]+ bytes, 2 copied now$");
        DatabaseIn(school.Backup).ShouldNotBe(first);
        await RestoreAsync(0, school.Backup, elsewhere);
        (await elsewhere.DumpAsync()).ShouldBe(await school.DumpAsync());
    }

    [Fact]
    public async Task A_backup_is_made_without_a_photo_that_the_store_has_lost_and_says_so_each_time()
    {
        using EmbeddedSchool school = year.Copy(), elsewhere = new();
        var (key, file) = EmbeddedSchool.PhotosIn(school.Photos).First();
        File.Delete(file);
        var backedUp = await BackUpAsync(1, school);
        backedUp.ShouldContain($"photo {key} is missing from the store");
        backedUp.ShouldEndWith("Backed up without 1 photos that the database names and the store does not have whole.");
        (await RestoreAsync(0, school.Backup, elsewhere)).ShouldContain("The backup was made without 1 photos that it names.");
        (await elsewhere.DumpAsync()).ShouldBe(await school.DumpAsync());
    }

    [Fact]
    public async Task A_backup_that_was_copied_by_half_or_changed_is_refused_and_puts_no_database_in_place()
    {
        using EmbeddedSchool school = year.Copy(), elsewhere = new();
        await BackUpAsync(0, school);
        var manifest = Path.Combine(school.Backup, "manifest.json");
        var database = DatabaseIn(school.Backup);
        var photo = EmbeddedSchool.PhotosIn(Path.Combine(school.Backup, "photos")).First();

        await SpoiledAsync(manifest, bytes => null, "is no finished backup: it has no manifest.json.");
        await SpoiledAsync(manifest, bytes => bytes[..^20], "it was changed or not written whole.");
        await SpoiledAsync(manifest, bytes => [.. "null"u8], "it was changed or not written whole.");
        await SpoiledAsync(database, bytes => null, "is not what the manifest tells");
        await SpoiledAsync(database, bytes => bytes[..^4096], "is not what the manifest tells");
        await SpoiledAsync(database, Flip, "is not what the manifest tells");
        await SpoiledAsync(photo.Value, bytes => null, $"photo {photo.Key} is missing from the store");
        await SpoiledAsync(photo.Value, Flip, $"photo {photo.Key} does not have the bytes that its row tells");
        await SpoiledAsync(photo.Value, bytes => bytes[..^1], $"photo {photo.Key} does not have the bytes that its row tells");
        await RestoreAsync(0, school.Backup, elsewhere);

        async Task SpoiledAsync(string file, Func<byte[], byte[]?> spoil, string answer)
        {
            var whole = await File.ReadAllBytesAsync(file, Now);
            File.Delete(file);
            if (spoil(whole) is { } spoiled) await File.WriteAllBytesAsync(file, spoiled, Now);
            (await RestoreAsync(1, school.Backup, elsewhere)).ShouldContain(answer);
            Directory.EnumerateFiles(Path.GetDirectoryName(elsewhere.File)!).ShouldBeEmpty(answer);
            await File.WriteAllBytesAsync(file, whole, Now);
        }
    }

    [Fact]
    public async Task A_database_that_is_there_is_never_restored_over()
    {
        using EmbeddedSchool school = year.Copy(), other = year.Copy();
        await BackUpAsync(0, school);
        var before = await other.DumpAsync();
        (await RestoreAsync(1, school.Backup, other)).ShouldContain("is there already. Stop all nodes and move the database away");
        (await other.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_damaged_database_is_not_taken_for_a_backup()
    {
        using var school = year.Copy();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"{school.ConnectionString};Foreign Keys=False;Pooling=False"))
        {
            await connection.OpenAsync(Now);
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM \"Schools\"";
            await command.ExecuteNonQueryAsync(Now);
        }

        var told = await BackUpAsync(1, school);
        told.ShouldStartWith("The database is damaged: ");
        told.ShouldContain("Campaigns refers to missing rows of Schools");
        (await RestoreAsync(1, school.Backup, school)).ShouldNotContain("Restored");
    }

    [Fact]
    public async Task A_folder_with_other_things_in_it_takes_no_backup()
    {
        using var school = year.Copy();
        var data = Path.GetDirectoryName(school.File)!;
        (await CommandLine.RunAsync(1, school.Settings, "backup", data)).ShouldContain(", which is no part of a backup.");
        Directory.EnumerateFiles(data, "manifest.json").ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_backups_at_once_do_not_mix()
    {
        using EmbeddedSchool school = year.Copy(), elsewhere = new();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var backup = CommandLine.Start(school.Settings, "backup", school.Backup);
            return await backup.EndedAsync();
        }));
        answers.ShouldContain(0);
        await RestoreAsync(0, school.Backup, elsewhere);
        (await elsewhere.DumpAsync()).ShouldBe(await school.DumpAsync());
    }

    [Theory]
    [InlineData("PostgreSql", "pg_basebackup with WAL archiving, or pg_dump")]
    [InlineData("SqlServer", "BACKUP DATABASE and BACKUP LOG")]
    public async Task On_a_server_the_answer_names_the_servers_own_backup(string engine, string answer)
    {
        using var school = new EmbeddedSchool();
        Dictionary<string, string> settings = new(school.Settings) { ["Database:Engine"] = engine, ["Database:ConnectionString"] = "Host=127.0.0.1;Port=1" };
        if (engine == "SqlServer") settings["Database:ConnectionString"] = "Server=127.0.0.1,1";
        (await CommandLine.RunAsync(1, settings, "backup", school.Backup)).ShouldContain(answer);
        Directory.Exists(school.Backup).ShouldBeFalse();
    }

    private static Task<string> BackUpAsync(int expectedExit, EmbeddedSchool school) =>
        CommandLine.RunAsync(expectedExit, school.Settings, "backup", school.Backup);

    private static Task<string> RestoreAsync(int expectedExit, string backup, EmbeddedSchool target) =>
        CommandLine.RunAsync(expectedExit, target.Settings, "restore", backup);

    private static string DatabaseIn(string backup) => Directory.EnumerateFiles(backup, "*.db").Single();

    private static byte[] Flip(byte[] bytes)
    {
        byte[] flipped = [.. bytes];
        flipped[bytes.Length / 2] ^= 1;
        return flipped;
    }
}
