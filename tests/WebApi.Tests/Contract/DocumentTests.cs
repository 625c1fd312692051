using CampusPhoto.Tests.Shared;
using System.Text.Json;
using System.Text.RegularExpressions;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.WebApi.Tests.Contract;

/// <summary>Documents that speak of the code are held against it.</summary>
public sealed partial class DocumentTests
{
    private const string Root = "/api/v1";

    [Fact]
    public async Task Every_call_has_its_screen_or_its_caller_and_every_call_named_exists()
    {
        var exists = JsonDocument.Parse(await ReadAsync("openapi.json")).RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(call => $"{call.Name.ToUpperInvariant()} {path.Name[Root.Length..]}"))
            .ToHashSet(StringComparer.Ordinal);
        var named = CallName().Matches(await ReadAsync("screens.md")).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        named.Except(exists).ShouldBeEmpty("docs/screens.md names calls that do not exist");
        exists.Except(named).ShouldBeEmpty("docs/screens.md does not name these calls");
    }

    [Theory]
    [InlineData("features.md", 25)]
    [InlineData("payments.md", 40)]
    public async Task Every_test_that_a_document_names_is_one(string document, int atLeast)
    {
        var named = TestName().Matches(await ReadAsync(document)).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).ToArray();
        named.Length.ShouldBeGreaterThan(atLeast);
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);
        foreach (var (type, method) in named)
        {
            var test = method.Length == 0 ? @"\w+" : method;
            sources[type].Any(source => Regex.IsMatch(source, $@"\[(Fact|Theory)[^\n]*\][^;{{]*public (async )?(Task|void) {test}\("))
                .ShouldBeTrue($"docs/{document} names {type}.{method}, which is no test");
        }
    }

    [Fact]
    public async Task The_picture_of_the_orders_states_is_the_orders_table()
    {
        var drawn = Arrow().Matches(await ReadAsync("architecture.md"))
            .Select(arrow => $"{arrow.Groups[1].Value} --{arrow.Groups[3].Value}--> {arrow.Groups[2].Value}").ToHashSet(StringComparer.Ordinal);
        var leads =
            from start in Enum.GetValues<OrderStatus>()
            from action in Enum.GetValues<OrderAction>()
            from end in Enum.GetValues<OrderStatus>()
            where start != end && OrderTable.Leads(start, action, end)
            select $"{start} --{action}--> {end}";
        drawn.ShouldBe(leads, ignoreOrder: true);
    }

    private static Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", name), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"`((?:GET|POST|PUT|DELETE) /[^`]*)`")]
    private static partial Regex CallName();

    [GeneratedRegex(@"`(\w+Tests)(?:\.(\w+))?`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^  (\w+) --> (\w+): (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
