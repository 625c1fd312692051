using System.Text.RegularExpressions;

namespace CampusPhoto.Architecture.Tests;

/// <summary>What must not stand in the sources.</summary>
public sealed partial class SourceTests
{
    public static TheoryData<string, string, string> Bans => new()
    {
        { "the system's clock", @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b", "var now = DateTime.UtcNow;" },
        { "random identities without time", @"\bGuid\.NewGuid\b", "Id = Guid.NewGuid()" },
        { "sleeping", @"\bThread\.Sleep\b", "Thread.Sleep(10);" },
        { "guessable randomness", @"\bRandom\.Shared\b|new Random\b", "Random.Shared.Next()" },
        { "an empty catch", @"catch\s*(\([^)]*\)\s*)?(when\s*\([^)]*\)\s*)?\{\s*\}", "try { } catch (IOException) { }" },
        { "a catch of everything", @"catch\s*(\(\s*(System\.)?Exception(\s+\w+)?\s*\)\s*)?(?!\s|when|\()[\r\n{]", "catch (System.Exception e) { Log(e); }" },
        { "a bare catch", @"catch\s*\{", "try { } catch { Log(); }" },
        { "waiting by the system's clock", @"Task\.Delay\((?![^;]*\bclock\b)", "await Task.Delay(50, token);" },
        { "silenced warnings", "#pragma warning disable", "#pragma warning disable CA1031" },
        { "left-over notes", @"\b(TODO|HACK|FIXME)\b", "// TODO later" },
        { "personal data in a log message", @"(?i)LoggerMessage\([^""]*""[^""]*\{(?!Name\})\w*(Name|Phone|IdNumber|OpenId|UniqueNumber|Token|Secret|Password)\w*[}:,]", "[LoggerMessage(1, LogLevel.Information, \"Login (student) of {payerOpenId}\")]" },
        { "a name in a log message but the event's", @"LoggerMessage\([^""]*""[^""]*(?<!Message \{MessageId\} \()\{Name\}", "[LoggerMessage(1, LogLevel.Information, \"{Name} logged in\")]" },
    };

    [Theory]
    [MemberData(nameof(Bans))]
    public void The_sources_are_free_of(string what, string pattern, string sample)
    {
        Regex.IsMatch(sample, pattern).ShouldBeTrue($"the rule against {what} cannot fail");
        Code.Sources.Where(file => Regex.IsMatch(file.Text, pattern))
            .Select(file => file.Path).ShouldBeEmpty(what);
    }

    [Fact]
    public void Sql_of_one_engine_stands_in_Persistence_alone() => WithSql(Code.Sources).ShouldAllBe(path => path.StartsWith("Infrastructure/Persistence/", StringComparison.Ordinal));

    [Fact]
    public void Sql_elsewhere_is_caught() =>
        WithSql([("Application/Orders/ListOrders.cs", "db.Database.ExecuteSqlRaw(\"PRAGMA optimize\")")]).ShouldBe(["Application/Orders/ListOrders.cs"]);

    [Fact]
    public void Namespaces_are_folders()
    {
        Code.Sources.Count.ShouldBeGreaterThan(200);
        Misplaced(Code.Sources).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_in_another_folder_is_caught() =>
        Misplaced([("Domain/Orders/Money.cs", "namespace CampusPhoto.Domain.Common;")]).ShouldBe(["Domain/Orders/Money.cs"]);

    [Fact]
    public void A_use_case_stands_in_one_file() => Divided(Code.Sources).ShouldBeEmpty();

    [Fact]
    public void A_use_case_in_two_files_is_caught() => Divided(
        [
            ("Application/Orders/PlaceOrder.cs", "public sealed record PlaceOrderCommand(int A) : ICommand;"),
            ("Application/Orders/Handlers.cs", "class H : IRequestHandler<PlaceOrderCommand, Result>"),
        ]).ShouldBe(["Application/Orders/PlaceOrder.cs: PlaceOrderCommand"]);

    [Fact]
    public void An_area_has_one_name_in_every_layer() => Strangers(Code.Sources).ShouldBeEmpty();

    [Fact]
    public void An_area_with_another_name_is_caught() => Strangers(
        [("Domain/Orders/Order.cs", ""), ("Application/Orders/PlaceOrder.cs", ""), ("Application/Purchases/PlacePurchase.cs", "")]).ShouldBe(["Purchases"]);

    // Areas of use cases that the domain does not know, other than those that are about more than one of its areas.
    private static IEnumerable<string> Strangers(IReadOnlyList<(string Path, string Text)> sources) =>
        Areas(sources, "Application").Except([.. Areas(sources, "Domain"), "Abstractions", "Messaging", "Reviews", "Messages", "Home"]);

    private static string[] Areas(IReadOnlyList<(string Path, string Text)> sources, string layer) =>
        [.. sources.Select(file => file.Path.Split('/')).Where(parts => parts[0] == layer && parts.Length > 2).Select(parts => parts[1]).Distinct()];

    private static IEnumerable<string> WithSql(IEnumerable<(string Path, string Text)> sources) => sources
        .Where(file => Sql().IsMatch(file.Text)).Select(file => file.Path);

    private static IEnumerable<string> Misplaced(IEnumerable<(string Path, string Text)> sources) =>
        from file in sources
        let space = Namespace().Match(file.Text)
        where space.Success && space.Groups[1].Value != $"CampusPhoto.{string.Join('.', file.Path.Split('/')[..^1])}"
        select file.Path;

    private static IEnumerable<string> Divided(IReadOnlyList<(string Path, string Text)> sources) =>
        from file in sources
        where file.Path.StartsWith("Application/", StringComparison.Ordinal)
        from Match request in Request().Matches(file.Text)
        let name = request.Groups[1].Value
        where !file.Text.Contains($"IRequestHandler<{name},", StringComparison.Ordinal)
        select $"{file.Path}: {name}";

    [GeneratedRegex(@"PRAGMA|sqlite_|ExecuteSql|FromSql|SqlQuery|UseSqlite|NpgsqlConnection|SqlConnection|SqliteConnection")]
    private static partial Regex Sql();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"record (\w+(?:Command|Process|Query))\b")]
    private static partial Regex Request();
}
