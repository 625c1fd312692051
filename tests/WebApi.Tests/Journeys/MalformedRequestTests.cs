using CampusPhoto.Tests.Shared;
using System.Text;
using System.Text.Json;
using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Whatever is sent to whichever call: a refusal with a code, never a server's error.</summary>
public sealed class MalformedRequestTests(JourneyHost host)
{
    private static readonly string[] Bodies =
    [
        "", "{}", "[]", "null", "\"text\"", "{", "{\"a\":1}", "\u0000", "{\"status\":7}",
        """{"submissionId":"","reasons":null,"note":7}""", """{"submissionId":"0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","reasons":["<x>"]}""",
        """{"loginCode":"","agreementVersion":""}""", """{"loginCode":"x","agreementVersion":"2026-11","phoneCode":""}""",
        """{"userName":"","password":""}""", """{"userName":"a","password":"b"}""", """{"refreshToken":""}""", """{"refreshToken":"x"}""",
        """{"purpose":"Anything","version":"1"}""", """{"purpose":"FaceData","version":""}""", """{"templateIds":null}""", """{"templateIds":[null]}""",
        """{"text":null}""", """{"text":"\ud800"}""", """{"recognitionId":"x","featureCode":"m9ng02"}""",
        """{"recognitionId":"0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","featureCode":""}""",
        """{"recognitionId":"0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","featureCode":"特征码特征码"}""",
        """{"deadline":"yesterday"}""", """{"deadline":"9999-12-31T23:59:59Z"}""", """{"reason":""}""", """{"receipt":""}""",
        """{"campaignId":"00000000-0000-0000-0000-000000000000"}""", """{"phoneCode":"\u0000"}""",
        $$"""{"reason":"{{new string('长', 300)}}","receipt":"{{new string('x', 300)}}"}""",
    ];

    private static readonly string[] Identities = ["0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "1", "%00", "..%2F..%2Fetc", "000015-20260101000000000", new('9', 300)];

    [Fact]
    public async Task Every_call_refuses_what_it_cannot_use_by_a_code()
    {
        var (userName, password) = await host.AddStaffAsync([ActorKind.Reviewer, ActorKind.SeniorReviewer, ActorKind.Operator, ActorKind.Finance]);
        var staff = new Caller(host.Http, (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]);
        var (student, integrator) = (await host.StudentAsync(), await host.IntegratorAsync());
        var document = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "openapi.json"), TestContext.Current.CancellationToken)).RootElement;
        var calls = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            var caller = path.Name.StartsWith("/api/v1/staff", StringComparison.Ordinal) ? staff
                : path.Name.StartsWith("/api/v1/integrations", StringComparison.Ordinal) ? integrator
                : student;
            foreach (var call in path.Value.EnumerateObject())
            {
                // Logging out is no refusal, and would end the student's session for those that follow.
                if (path.Name.EndsWith("/logout", StringComparison.Ordinal)) continue;
                foreach (var identity in path.Name.Contains('{', StringComparison.Ordinal) ? Identities : [""])
                {
                    foreach (var body in call.Value.TryGetProperty("requestBody", out _) ? Bodies : [""])
                    {
                        await SendAsync(caller, call.Name, Fill(path.Name["/api/v1".Length..], identity), body);
                        calls++;
                    }
                }
            }
        }

        calls.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData("/orders?status=7")]
    [InlineData("/orders?status=pendingReview")]
    [InlineData("/orders?pageSize=0")]
    [InlineData("/orders?pageSize=99999999999")]
    [InlineData("/orders?pageSize=x")]
    [InlineData("/orders?cursor=!!")]
    [InlineData("/orders?cursor=MjAyNg")]
    public async Task A_list_refuses_what_it_cannot_read(string path)
    {
        var answer = await (await host.StudentAsync()).GetAsync(path);
        ((int)answer.Status).ShouldBe(400, answer.ToString());
        answer.Code.ShouldNotBeNull();
    }

    private static string Fill(string path, string identity) =>
        System.Text.RegularExpressions.Regex.Replace(path, @"\{\w+\}", identity.Replace("$", "$$", StringComparison.Ordinal));

    private static async Task SendAsync(Caller caller, string method, string path, string body)
    {
        using var content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await caller.SendAsync(new HttpMethod(method.ToUpperInvariant()), path, content, key: Guid.CreateVersion7().ToString(), ifMatch: "\"1\"");
        var told = $"{method} {path} {body}: {answer}";
        ((int)answer.Status).ShouldBeLessThan(500, told);
        if ((int)answer.Status >= 400 && answer.ContentType == "application/problem+json") answer.Code.ShouldNotBeNullOrEmpty(told);
    }
}
