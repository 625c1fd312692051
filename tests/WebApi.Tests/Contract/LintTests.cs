using System.Text.Json.Nodes;
using CampusPhoto.Tests.Shared;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Contract;

/// <summary>The OpenAPI document before another's eyes: npm @redocly/cli.</summary>
public sealed class LintTests
{
    private static readonly string Document = Path.Combine(Repository.Root, "docs", "openapi.json");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_has_no_fault_and_one_with_a_fault_is_caught()
    {
        var (words, exit) = await LintAsync(Document);
        exit.ShouldBe(0, words);
        words.ShouldNotContain("rule.", Case.Sensitive, "the document has faults or warnings");

        var folder = Directory.CreateTempSubdirectory("campusphoto-lint-");
        try
        {
            var faulty = JsonNode.Parse(await File.ReadAllTextAsync(Document, Now))!;
            faulty["components"]!["schemas"]!["WebhookRequest"]!["properties"]!["url"]!["type"] = "integer";
            var file = Path.Combine(folder.FullName, "openapi.json");
            await File.WriteAllTextAsync(file, faulty.ToJsonString(), Now);
            var (faults, refused) = await LintAsync(file);
            refused.ShouldNotBe(0);
            faults.ShouldContain("no-invalid-media-type-examples");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(string Words, int Exit)> LintAsync(string document)
    {
        var folder = Path.Combine(Repository.Root, "eng", "openapi");
        var cli = Path.Combine(folder, "node_modules", "@redocly", "cli", "bin", "cli.js");
        File.Exists(cli).ShouldBeTrue("It is not there: npm ci --prefix eng/openapi --ignore-scripts");
        var words = await Bash.RunAsync(
            ["-c", $"node '{cli}' lint '{document}' --config '{Path.Combine(folder, "redocly.yaml")}' 2>&1; echo \"exit $?\""], Path.GetTempPath(),
            ("REDOCLY_TELEMETRY", "off"), ("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"), ("NO_COLOR", "1"));
        return (words, int.Parse(words.Trim().Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
