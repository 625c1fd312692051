using System.Globalization;
using System.Text.RegularExpressions;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Tests.World;
using CampusPhoto.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

/// <summary>
/// What SQL Server would refuse or order otherwise, found without it. Limits:
/// https://learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server.
/// </summary>
public sealed partial class SqlServerModelTests
{
    private const int IndexKeyBytes = 1700;
    private const int ClusteredKeyBytes = 900;

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_migration_script_is_good_Transact_SQL(MigrationsSqlGenerationOptions options)
    {
        using var db = SqlServerToo.Open();
        string script = db.GetService<IMigrator>().GenerateScript(options: options);

        SqlServerToo.Parse(script);
        script.ShouldContain("CREATE TABLE [Orders]");
        Should.Throw<InvalidOperationException>(() => SqlServerToo.Parse(script.Replace("CREATE TABLE [Orders] (", "CREATE TABLE [Orders] ((", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_migrations_of_every_engine_hold_the_whole_model()
    {
        using var sqlServer = SqlServerToo.Open();
        using var postgreSql = new Infrastructure.Persistence.Engines.PostgreSqlDesignTimeFactory().CreateDbContext([]);
        using var sqlite = new Infrastructure.Persistence.Engines.SqliteDesignTimeFactory().CreateDbContext([]);

        foreach (AppDbContext db in new AppDbContext[] { sqlServer, postgreSql, sqlite })
            db.Database.HasPendingModelChanges().ShouldBeFalse($"{db.GetType().Name}: ./dev migration NAME");
    }

    [Fact]
    public void No_row_can_be_deleted_by_two_ways_of_cascades()
    {
        using var db = SqlServerToo.Open();
        var cascades = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
            .SelectMany(table => table.ForeignKeyConstraints)
            .Where(key => key.OnDeleteAction != ReferentialAction.NoAction && key.OnDeleteAction != ReferentialAction.Restrict)
            .ToLookup(key => key.PrincipalTable.Name, key => key.Table.Name);
        cascades.Count.ShouldBeGreaterThan(0);

        foreach (var root in cascades)
        {
            List<string> reached = [];
            Queue<string> open = new([root.Key]);
            while (open.TryDequeue(out string? table))
            {
                reached.Add(table);
                reached.Count.ShouldBeLessThan(100, $"{root.Key} reaches itself");
                foreach (string next in cascades[table]) open.Enqueue(next);
            }

            reached.ShouldBeUnique($"deleting in {root.Key}");
        }
    }

    [Fact]
    public void Every_key_and_index_fits_SQL_Server_s_limits()
    {
        using var db = SqlServerToo.Open();
        int seen = 0;
        foreach (var table in db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables)
        {
            if (table.PrimaryKey is { } primary) Check(table, primary.Name, primary.Columns, ClusteredKeyBytes);
            foreach (var unique in table.UniqueConstraints.Where(unique => unique != table.PrimaryKey)) Check(table, unique.Name, unique.Columns, IndexKeyBytes);
            foreach (var index in table.Indexes) Check(table, index.Name, index.Columns, IndexKeyBytes);
        }

        seen.ShouldBeGreaterThan(40);

        void Check(ITable table, string name, IReadOnlyList<IColumn> columns, int limit)
        {
            seen++;
            columns.Sum(column => BytesOf(column.StoreType)).ShouldBeLessThanOrEqualTo(limit, $"{table.Name}.{name}");
        }
    }

    [Fact]
    public async Task Rows_of_every_kind_are_written_by_good_Transact_SQL()
    {
        await using var school = await Installation.OpenAsync();
        var now = school.Node.Now;
        var one = Campus.School(now);
        var campaign = Campus.Campaign(one, now);
        var account = Campus.Account(school.Node.Hasher, now);
        var enrolment = Campus.Enrolment(campaign, account, Campus.Student(school.Node.Hasher), now);
        var submission = Campus.Submission(enrolment, now);
        var order = Campus.Order(campaign, enrolment, submission, account, now);
        Campus.Pay(order, now);
        var message = new OutboxMessage { Id = Guid.CreateVersion7(now), Name = "order.placed", Payload = "{}", OccurredAt = now, NextAttemptAt = now };

        await using var db = SqlServerToo.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        foreach (object row in new object[] { one, campaign, account, enrolment, submission, order, message })
        {
            db.ChangeTracker.Clear();
            db.Add(row);

            // Where no server answers, rows with values of the server's own do not count as written.
            var thrown = await Record.ExceptionAsync(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
            (thrown is null or DbUpdateException).ShouldBeTrue(thrown?.ToString());
        }

        foreach (string table in new[] { "Schools", "Campaigns", "Accounts", "Enrolments", "Submissions", "Orders", "PaymentAttempts", "OutboxMessages" })
            SqlServerToo.Statements.ShouldContain(sql => sql.Contains($"INTO [{table}]", StringComparison.Ordinal), table);
    }

    [Fact]
    public async Task A_query_in_the_order_of_identifiers_or_without_a_translation_would_not_pass_here()
    {
        Assert.SkipWhen(TestDatabase.IsSqlServer, "SQL Server itself runs these tests.");
        await using var school = await Installation.OpenAsync();
        await using var db = school.Node.Open();

        Should.Throw<InvalidOperationException>(() => db.OutboxMessages.OrderBy(message => message.Id).ToList())
            .Message.ShouldContain("uniqueidentifier");
        Should.Throw<InvalidOperationException>(() => db.Schools.Where(one => one.Name.GetHashCode(StringComparison.Ordinal) == 1).ToList());
    }

    private static int BytesOf(string storeType)
    {
        Match type = StoreType().Match(storeType);
        string size = type.Groups["size"].Value;
        size.ShouldNotBe("max", $"{storeType} is in an index");
        return type.Groups["name"].Value switch
        {
            "nvarchar" or "nchar" => 2 * int.Parse(size, CultureInfo.InvariantCulture),
            "varchar" or "char" or "varbinary" or "binary" => int.Parse(size, CultureInfo.InvariantCulture),
            "uniqueidentifier" => 16,
            "datetime2" or "bigint" or "float" => 8,
            "int" => 4,
            "date" => 3,
            "bit" or "tinyint" => 1,
            _ => throw new NotSupportedException(storeType),
        };
    }

    [GeneratedRegex("^(?<name>[a-z0-9]+)(\\((?<size>[^)]+)\\))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex StoreType();
}
