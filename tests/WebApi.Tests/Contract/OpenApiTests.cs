using System.Text.Json;
using CampusPhoto.WebApi.OpenApi;

namespace CampusPhoto.WebApi.Tests.Contract;

public sealed class OpenApiTests(PlumbingHost host) : IClassFixture<PlumbingHost>
{
    private const string Served = "/swagger/v1/swagger.json";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_served_document_is_the_approved_one() =>
        await ApprovedFile.ShouldEqualAsync("docs/openapi.json", await host.Client.GetStringAsync(Served, Ended), Ended);

    [Fact]
    public async Task Every_call_has_a_name_a_summary_a_section_and_says_who_may_use_it()
    {
        foreach (var (name, call) in await CallsAsync())
        {
            call.TryGetProperty("operationId", out _).ShouldBeTrue($"{name} has no name.");
            call.TryGetProperty("summary", out var summary).ShouldBeTrue($"{name} has no summary.");
            summary.GetString().ShouldNotBeNullOrWhiteSpace(name);
            call.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)
                .ShouldBeSubsetOf(Tags.Descriptions.Keys, $"{name} is in no section.");
            call.TryGetProperty("security", out _).ShouldBeTrue($"{name} does not say whether it needs a token.");
        }
    }

    [Fact]
    public async Task Every_refusal_is_described_as_a_problem_with_an_example_for_each_code()
    {
        var refusals = (await CallsAsync())
            .Where(call => !call.Name.EndsWith("/notifications", StringComparison.Ordinal) && !call.Name.EndsWith("/integrations/token", StringComparison.Ordinal))
            .SelectMany(call => call.Operation.GetProperty("responses").EnumerateObject()
                .Where(answer => answer.Name[0] is '4' or '5')
                .Select(answer => (Name: $"{call.Name} {answer.Name}", answer.Name, answer.Value)))
            .ToList();
        refusals.Count.ShouldBeGreaterThan(50);
        foreach (var (name, status, answer) in refusals.Select(refusal => (refusal.Item1, refusal.Item2, refusal.Value)))
        {
            var content = answer.GetProperty("content").GetProperty("application/problem+json");
            content.GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/Problem", name);
            var examples = content.GetProperty("examples").EnumerateObject().ToList();
            examples.ShouldNotBeEmpty(name);
            foreach (var example in examples)
            {
                example.Value.GetProperty("value").GetProperty("code").GetString().ShouldBe(example.Name);
                example.Value.GetProperty("value").GetProperty("status").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(status);
            }
        }
    }

    private async Task<List<(string Name, JsonElement Operation)>> CallsAsync()
    {
        var document = JsonDocument.Parse(await host.Client.GetStringAsync(Served, Ended)).RootElement;
        List<(string, JsonElement)> calls =
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path =>
                path.Value.EnumerateObject().Select(call => ($"{call.Name} {path.Name}", call.Value))),
        ];
        calls.ShouldNotBeEmpty();
        return calls;
    }
}
