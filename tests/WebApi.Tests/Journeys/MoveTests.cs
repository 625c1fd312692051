using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Npgsql;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>An operator moves an installation to other engines.</summary>
[Trait("Engine", "Sqlite")]
public sealed class MoveTests(SchoolYear year) : IClassFixture<SchoolYear>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_SQLite_and_a_folder_to_PostgreSQL_and_S3_and_back_every_value_and_every_photo_stays_the_same()
    {
        using var school = year.Copy();
        using var back = new EmbeddedSchool();
        await using var s3 = new S3Process();
        await s3.StartAsync();
        await using var database = await TestDatabase.OnPostgreSqlAsync();
        var server = database.Settings.Concat(s3.Settings).ToDictionary();

        var moved = await MoveAsync(0, school.Settings, server);
        moved.ShouldEndWith("and none with the source any more.");
        foreach (var table in (string[])["Accounts", "Orders", "OrderReviews", "BatchLines", "InboxMessages", "DataProtectionKeys"])
            moved.ShouldMatch($@"(?m)^{table} +{await school.CountAsync(table)}  equal$");
        moved.ShouldMatch("(?m)^photos +6  equal, ");
        await MoveAsync(0, server, back.Settings);
        (await back.DumpAsync()).ShouldBe(await school.DumpAsync());
        PhotoBytes(back).ShouldBe(PhotoBytes(school));

    }

    [Fact]
    public async Task Students_go_on_in_PostgreSQL_and_S3_and_after_a_move_back_in_SQLite_and_a_folder()
    {
        using EmbeddedSchool school = year.Copy(), back = new();
        await using var s3 = new S3Process();
        await s3.StartAsync();
        await using var database = await TestDatabase.OnPostgreSqlAsync();
        var server = database.Settings.Concat(s3.Settings).ToDictionary();
        await MoveAsync(0, school.Settings, server);

        var (produced, order) = year.Produced;
        var (rejected, again) = year.Rejected;
        await using (await year.ServeAsync(server))
        {
            (await year.Operator.PostAsync($"/staff/batches/{year.Batch}/completion", new { receipt = "SF1" })).Ok();
            (await produced.OrderAsync(order)).Ok()["status"].ShouldBe("Completed");
            (await year.PhotoLinkAsync(produced, order)).ShouldStartWith(s3.Address);
            (await year.PhotoAsync(produced, order)).ShouldBe(year.PhotoOfProduced);

            var seen = (await rejected.OrderAsync(again)).Ok();
            (seen["status"], seen["rejection.reasons.0.code"]).ShouldBe(("Rejected", "BLUR"));
            (await rejected.GetAsync("/messages")).Ok().List("items").Count.ShouldBeGreaterThanOrEqualTo(2);
            var another = await rejected.PassedAsync(Guid.Parse(seen["enrolmentId"]!), Photos.Another());
            (await rejected.PutAsync($"/orders/{again}/submission", new { submissionId = another })).Ok()["status"].ShouldBe("PendingReview");
            (await NextKeyAsync(database)).ShouldBeGreaterThan(await school.CountAsync("DataProtectionKeys"));
        }

        (await MoveAsync(0, server, back.Settings)).ShouldMatch("(?m)^photos +8  equal, ");
        await using var api = await year.ServeAsync(back.Settings);
        (await year.PhotoAsync(produced, order)).ShouldBe(year.PhotoOfProduced);
        await year.Reviewer.ApprovedAsync(again);
        (await rejected.OrderAsync(again)).Ok()["status"].ShouldBe("PendingProduction");
        (await year.Unpaid.Student.PayAsync(year.Unpaid.Order))["status"].ShouldBe("PendingReview");
        (await (await year.StudentAsync()).PaidAsync(JourneyHost.FeatureCode))["status"].ShouldBe("PendingReview");
        EmbeddedSchool.PhotosIn(back.Photos).Count.ShouldBe(10);
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in EmbeddedSchool.PhotosIn(back.Photos).Values)
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_target_that_holds_rows_is_refused_and_keeps_them()
    {
        using EmbeddedSchool school = year.Copy(), other = year.Copy();
        var before = await other.DumpAsync();
        (await MoveAsync(1, school.Settings, other.Settings)).ShouldContain("is not empty: ");
        (await other.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_target_with_somebody_elses_tables_is_refused_and_nothing_is_added_to_it()
    {
        using var school = year.Copy();
        await using var database = await TestDatabase.OnPostgreSqlAsync();
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using (var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres" }.ToString()))
        {
            await server.OpenAsync(Now);
            await ExecuteAsync(server, $"CREATE DATABASE {address.Database}");
        }

        await using var others = await OpenAsync(database);
        await ExecuteAsync(others, "CREATE TABLE payroll (salary integer)");
        (await MoveAsync(1, school.Settings, database.Settings)).ShouldContain("holds tables that this version has not made");
        (await CountAsync(others, "pg_tables WHERE schemaname = 'public'")).ShouldBe(1);
    }

    [Fact]
    public async Task The_source_itself_is_refused_as_target()
    {
        using var school = year.Copy();
        (await MoveAsync(1, school.Settings, school.Settings)).ShouldBe("The target database (Move:Database) is the source itself.");
    }

    [Fact]
    public async Task Without_a_target_the_answer_says_how_to_give_one()
    {
        using var school = year.Copy();
        (await CommandLine.RunAsync(1, school.Settings, "move")).ShouldStartWith("Say where to: Move:Database:Engine");
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_refused()
    {
        using EmbeddedSchool nothing = new(), target = new();
        (await MoveAsync(1, nothing.Settings, target.Settings)).ShouldContain("does not answer or is not there");
        File.Exists(nothing.File).ShouldBeFalse();
    }

    [Fact]
    public async Task While_a_node_is_at_work_on_the_source_nothing_is_moved()
    {
        using EmbeddedSchool school = year.Copy(), target = new();
        await using (await year.ServeAsync(new Dictionary<string, string>(school.Settings) { ["Timers:Interval"] = "00:00:01" }))
            (await MoveAsync(1, school.Settings, target.Settings)).ShouldBe("A node is at work on the source. Stop all nodes and run this again.");
        (await target.CountAsync("Orders")).ShouldBe(0);
    }

    [Fact]
    public async Task Photos_that_are_missing_or_changed_are_named_and_when_they_are_back_the_same_command_ends_the_move()
    {
        using EmbeddedSchool school = year.Copy(), target = new();
        var photos = EmbeddedSchool.PhotosIn(school.Photos).OrderBy(photo => photo.Key, StringComparer.Ordinal).ToList();
        var (missing, changed) = (photos[0], photos[1]);
        File.Move(missing.Value, $"{missing.Value}.away");
        var bytes = await File.ReadAllBytesAsync(changed.Value, Now);
        await File.WriteAllBytesAsync(changed.Value, Flipped(bytes), Now);

        var refused = await MoveAsync(1, school.Settings, target.Settings);
        refused.ShouldContain($"photo {missing.Key} is missing from the store");
        refused.ShouldContain($"photo {changed.Key} does not have the bytes that its row tells");
        refused.ShouldEndWith("Not moved: 2 photos could not be copied. Put them back from a backup and run this again; the rows have not been touched.");
        (await target.CountAsync("Orders")).ShouldBe(0);

        File.Move($"{missing.Value}.away", missing.Value);
        await File.WriteAllBytesAsync(changed.Value, bytes, Now);
        (await MoveAsync(0, school.Settings, target.Settings)).ShouldMatch("(?m)^photos +6  equal, [0-9]+ bytes, 2 copied now$");
        (await target.DumpAsync()).ShouldBe(await school.DumpAsync());
    }

    [Fact]
    public async Task Killed_among_the_rows_a_move_leaves_the_target_empty_and_is_begun_again()
    {
        using var school = year.Copy();
        await using var s3 = new S3Process();
        await s3.StartAsync();
        await using var database = await TestDatabase.OnPostgreSqlAsync();
        var server = database.Settings.Concat(s3.Settings).ToDictionary();
        await MigrateAsync(database);
        await using var other = await OpenAsync(database);
        await using (var holding = await other.BeginTransactionAsync(Now))
        {
            // Reading goes on, and whoever writes an order waits.
            await ExecuteAsync(other, "LOCK TABLE \"Orders\" IN EXCLUSIVE MODE");
            await using var move = CommandLine.Start([.. school.Settings, .. Target(server)], "move");
            await UntilAsync(() => Task.FromResult(move.Output.Contains("\nEnrolments ", StringComparison.Ordinal)), () => move.Output);
            await move.KillAsync();
        }

        await UntilAsync(async () => await CountAsync(other, "pg_stat_activity WHERE datname = current_database() AND state <> 'idle'") == 1, () => "The server has not noticed.");
        (await CountAsync(other, "\"Accounts\"")).ShouldBe(0);
        (await MoveAsync(0, school.Settings, server)).ShouldMatch("(?m)^photos +6  equal, [0-9]+ bytes, 0 copied now$");
    }

    [Fact]
    public async Task What_is_written_to_the_source_during_the_move_ends_it_and_the_target_stays_empty()
    {
        using EmbeddedSchool first = year.Copy(), target = new();
        await using var database = await TestDatabase.OnPostgreSqlAsync();
        await MoveAsync(0, first.Settings, [.. database.Settings, .. first.Settings.Where(setting => setting.Key.StartsWith("Storage", StringComparison.Ordinal))]);
        await using var source = await OpenAsync(database);
        Dictionary<string, string> settings = new(database.Settings) { ["Storage:Path"] = first.Photos };
        await using var holding = await source.BeginTransactionAsync(Now);

        // Nobody reads schools, which come after the move has seen all tables as they were.
        await ExecuteAsync(source, "LOCK TABLE \"Schools\" IN ACCESS EXCLUSIVE MODE");
        await using var move = CommandLine.Start([.. settings, .. Target(target.Settings)], "move");
        await UntilAsync(() => Task.FromResult(move.Output.Contains("\nAccounts ", StringComparison.Ordinal)), () => move.Output);
        await ExecuteAsync(source, "UPDATE \"Schools\" SET \"Name\" = 'Another'");
        await holding.CommitAsync(Now);
        (await move.EndedAsync(1)).ShouldEndWith("Not moved: Schools was changed in the source meanwhile (stop all nodes). The target holds no row; run this again.");
        (await target.CountAsync("Accounts")).ShouldBe(0);
    }

    [Theory]
    [InlineData("mvoe")]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task What_is_no_command_or_lacks_its_folder_is_answered_with_the_list_of_commands(string command) =>
        (await CommandLine.RunAsync(2, [], command)).ShouldStartWith("usage: COMMAND");

    private static Task<string> MoveAsync(
        int expectedExit, IEnumerable<KeyValuePair<string, string>> source, IEnumerable<KeyValuePair<string, string>> target) =>
        CommandLine.RunAsync(expectedExit, source.Concat(Target(target)), "move");

    // The move waits for a sign of life from nodes; those of these tests give one each second.
    private static IEnumerable<KeyValuePair<string, string>> Target(IEnumerable<KeyValuePair<string, string>> settings) =>
        settings.Select(setting => KeyValuePair.Create($"Move:{setting.Key}", setting.Value)).Append(new("Timers:Interval", "00:00:01"));

    // A move that is refused for its photos has made the target's tables.
    private async Task MigrateAsync(TestDatabase database)
    {
        using var school = year.Copy();
        File.Delete(EmbeddedSchool.PhotosIn(school.Photos).Values.First());
        await MoveAsync(1, school.Settings, database.Settings);
    }

    private static IReadOnlyList<string> PhotoBytes(EmbeddedSchool school) =>
    [
        .. EmbeddedSchool.PhotosIn(school.Photos).OrderBy(photo => photo.Key, StringComparer.Ordinal)
            .Select(photo => $"{Path.GetRelativePath(school.Photos, photo.Value)} {Convert.ToHexString(File.ReadAllBytes(photo.Value))}"),
    ];

    private static byte[] Flipped(byte[] bytes) => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];

    private static async Task<NpgsqlConnection> OpenAsync(TestDatabase database)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Now);
        return connection;
    }

    private static async Task<long> NextKeyAsync(TestDatabase database)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand("INSERT INTO \"DataProtectionKeys\" (\"FriendlyName\") VALUES ('none') RETURNING \"Id\"", connection);
        return (int)(await command.ExecuteScalarAsync(Now))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(Now);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string rows)
    {
        await using var command = new NpgsqlCommand($"SELECT COUNT(*) FROM {rows}", connection);
        return (long)(await command.ExecuteScalarAsync(Now))!;
    }

    private static async Task UntilAsync(Func<Task<bool>> so, Func<string> otherwise)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await so()) TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(60), otherwise());
    }
}
