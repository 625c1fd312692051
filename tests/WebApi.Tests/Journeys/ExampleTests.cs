using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Examples of the OpenAPI document, sent as they stand by somebody who may.</summary>
public sealed partial class ExampleTests(JourneyHost host)
{
    // What says that the request itself was not understood; what it names is not there, or not in that state.
    private static readonly string[] NotUnderstood =
    [
        "request.invalid", "request.unreadable", "request.content_type_unsupported", "request.too_large", "auth.required", "auth.forbidden",
    ];

    [Fact]
    public async Task Every_example_of_a_request_is_understood()
    {
        using var response = await host.Http.GetAsync(new Uri("swagger/v1/swagger.json", UriKind.Relative), TestContext.Current.CancellationToken);
        var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var (userName, password) = await host.AddStaffAsync(
            [ActorKind.Reviewer, ActorKind.SeniorReviewer, ActorKind.Operator, ActorKind.Finance, ActorKind.Administrator]);
        var staff = new Caller(host.Http, (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]);
        var (student, integrator) = (await host.StudentAsync(), await host.IntegratorAsync());

        List<string> wrong = [];
        var sent = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var call in path.Value.EnumerateObject())
            {
                if (!call.Value.TryGetProperty("requestBody", out var body)
                    || !body.GetProperty("content").TryGetProperty("application/json", out var json) || !json.TryGetProperty("example", out var example))
                {
                    continue;
                }

                sent++;
                var caller = !call.Value.TryGetProperty("description", out var words) ? host.Guest()
                    : words.GetString()!.Contains("Policy: Integrator", StringComparison.Ordinal) ? integrator
                    : words.GetString()!.Contains("Policy: Student", StringComparison.Ordinal) ? student
                    : words.GetString()!.Contains("Policy:", StringComparison.Ordinal) ? staff
                    : host.Guest();
                using var content = new StringContent(example.GetRawText(), Encoding.UTF8, "application/json");
                var answer = await caller.SendAsync(
                    HttpMethod.Parse(call.Name), PathPart().Replace(path.Name["/api/v1".Length..], part => part.Value == "{day}" ? "2027-03-01" : $"{Guid.CreateVersion7()}"), content, ifMatch: "\"1\"");
                if (NotUnderstood.Contains(answer.Code) || (int)answer.Status >= 500 || answer.Status == HttpStatusCode.BadRequest)
                    wrong.Add($"{call.Name} {path.Name} {example.GetRawText()}: {answer}");
            }
        }

        sent.ShouldBeGreaterThan(25);
        wrong.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex PathPart();
}
