using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Auth;

namespace CampusPhoto.WebApi.Tests.Http;

public sealed class ProblemTests(PlumbingHost host) : IClassFixture<PlumbingHost>
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broken_json_is_told_as_an_unreadable_request()
    {
        var (status, problem) = await SendAsync(Consent("{\"purpose\": "));
        status.ShouldBe(HttpStatusCode.BadRequest);
        Code(problem).ShouldBe("request.invalid");
    }

    [Fact]
    public async Task A_wrong_word_for_a_purpose_names_the_field_and_repeats_no_value()
    {
        var (status, problem) = await SendAsync(Consent("""{"purpose": "13800001234", "version": "2026-11"}"""));
        status.ShouldBe(HttpStatusCode.BadRequest);
        Code(problem).ShouldBe("request.invalid");
        Fields(problem).ShouldBe(["purpose"]);
        problem.GetRawText().ShouldNotContain("13800001234");
    }

    [Fact]
    public async Task A_number_does_not_stand_for_a_purpose()
    {
        var (status, problem) = await SendAsync(Consent("""{"purpose": 1, "version": "2026-11"}"""));
        status.ShouldBe(HttpStatusCode.BadRequest);
        Fields(problem).ShouldBe(["purpose"]);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("pendingreview")]
    [InlineData("Anything")]
    public async Task An_order_list_is_filtered_by_the_names_of_states_only(string status)
    {
        var (answer, problem) = await SendAsync(PlumbingHost.Request(HttpMethod.Get, $"/api/v1/orders?status={status}", host.StudentToken()));
        answer.ShouldBe(HttpStatusCode.BadRequest);
        Fields(problem).ShouldBe(["status"]);
    }

    [Fact]
    public async Task Every_missing_field_is_named()
    {
        var (_, problem) = await SendAsync(Consent("{}"));
        Fields(problem).ShouldBe(["purpose", "version"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_path_with_something_that_is_no_identity_names_the_parameter()
    {
        var (status, problem) = await SendAsync(PlumbingHost.Request(HttpMethod.Get, "/api/v1/enrolments/110101199003071234", host.StudentToken()));
        status.ShouldBe(HttpStatusCode.BadRequest);
        Fields(problem).ShouldBe(["id"]);
        problem.GetRawText().ShouldNotContain("110101199003071234");
    }

    [Fact]
    public async Task Another_content_type_than_json_is_refused_as_such()
    {
        var (status, problem) = await SendAsync(PlumbingHost.Request(
            HttpMethod.Post, "/api/v1/auth/wechat-login", content: new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded")));
        status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        Code(problem).ShouldBe("request.content_type_unsupported");
    }

    [Fact]
    public async Task A_json_body_beyond_64_kilobytes_is_refused_as_too_large()
    {
        var (status, problem) = await SendAsync(Consent($$"""{"purpose": "FaceData", "version": "{{new string('v', 70_000)}}"}"""));
        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        Code(problem).ShouldBe("request.too_large");
    }

    [Fact]
    public async Task An_unknown_path_is_not_found_also_for_callers_without_a_token()
    {
        var (status, problem) = await SendAsync(PlumbingHost.Request(HttpMethod.Get, "/api/v1/nothing"));
        status.ShouldBe(HttpStatusCode.NotFound);
        Code(problem).ShouldBe("route.not_found");
    }

    [Fact]
    public async Task A_wrong_method_is_told_with_the_right_ones()
    {
        using var answer = await host.Client.SendAsync(PlumbingHost.Request(HttpMethod.Delete, "/api/v1/account"), Ended);
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldBe(["GET"]);
        Code(await ProblemAsync(answer)).ShouldBe("request.method_not_allowed");
    }

    [Fact]
    public async Task Without_a_token_a_student_is_asked_to_log_in()
    {
        using var answer = await host.Client.SendAsync(PlumbingHost.Request(HttpMethod.Get, "/api/v1/account"), Ended);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
        Code(await ProblemAsync(answer)).ShouldBe("auth.required");
    }

    [Fact]
    public async Task An_expired_token_is_no_token()
    {
        var expired = host.Token(TimeSpan.FromSeconds(-1), (Claims.Kind, Claims.Student));
        var (status, problem) = await SendAsync(PlumbingHost.Request(HttpMethod.Get, "/api/v1/account", expired));
        status.ShouldBe(HttpStatusCode.Unauthorized);
        Code(problem).ShouldBe("auth.required");
    }

    [Fact]
    public async Task A_student_may_not_do_what_staff_do()
    {
        var (status, problem) = await SendAsync(PlumbingHost.Request(
            HttpMethod.Post, $"/api/v1/staff/enrolments/{Guid.CreateVersion7()}/release", host.StudentToken()));
        status.ShouldBe(HttpStatusCode.Forbidden);
        Code(problem).ShouldBe("auth.forbidden");
    }

    [Theory]
    [InlineData(null, 428, "order.version_required")]
    [InlineData("*", 428, "order.version_required")]
    [InlineData("W/\"7\"", 412, "order.version_mismatch")]
    [InlineData("\"seven\"", 412, "order.version_mismatch")]
    public async Task A_decision_names_the_version_that_it_is_about(string? tag, int expected, string code)
    {
        var request = PlumbingHost.Request(
            HttpMethod.Post, $"/api/v1/staff/orders/{Guid.CreateVersion7()}/approval", host.StaffToken(ActorKind.Reviewer),
            JsonContent.Create(new { submissionId = Guid.CreateVersion7() }));
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        var (status, problem) = await SendAsync(request);
        ((int)status).ShouldBe(expected);
        Code(problem).ShouldBe(code);
    }

    [Fact]
    public async Task A_reviewer_does_not_run_production()
    {
        var (status, problem) = await SendAsync(PlumbingHost.Request(HttpMethod.Get, "/api/v1/staff/batches", host.StaffToken(ActorKind.Reviewer)));
        status.ShouldBe(HttpStatusCode.Forbidden);
        Code(problem).ShouldBe("auth.forbidden");
    }

    [Fact]
    public async Task An_upload_without_its_photo_is_incomplete()
    {
        using var form = new MultipartFormDataContent { { new StringContent(Guid.CreateVersion7().ToString()), "enrolmentId" } };
        var (status, problem) = await SendAsync(PlumbingHost.Request(HttpMethod.Post, "/api/v1/submissions", host.StudentToken(), form));
        status.ShouldBe(HttpStatusCode.BadRequest);
        Code(problem).ShouldBe("submission.incomplete");
    }

    [Fact]
    public async Task An_upload_that_ends_early_is_an_unreadable_request()
    {
        var content = new StringContent("--b\r\nContent-Disposition: form-data; name=\"enrolmentId\"\r\n\r\n0193");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        var (status, problem) = await SendAsync(PlumbingHost.Request(HttpMethod.Post, "/api/v1/submissions", host.StudentToken(), content));
        status.ShouldBe(HttpStatusCode.BadRequest);
        Code(problem).ShouldBe("request.invalid");
    }

    [Theory]
    [InlineData("grant_type=password&client_id=a&client_secret=b", 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials", 401, "invalid_client")]
    public async Task An_integrator_is_refused_in_the_words_of_its_protocol(string form, int expected, string code)
    {
        using var answer = await host.Client.PostAsync(
            "/api/v1/integrations/token", new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"), Ended);
        ((int)answer.StatusCode).ShouldBe(expected);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ended)).GetProperty("error").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("too long")]
    [InlineData("two words")]
    [InlineData("")]
    public async Task A_malformed_idempotency_key_is_refused_before_anything_happens(string key)
    {
        var request = Consent("""{"purpose": "FaceData", "version": "2026-11"}""");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "too long" ? new string('k', 101) : key);
        var (status, problem) = await SendAsync(request);
        status.ShouldBe(HttpStatusCode.BadRequest);
        Code(problem).ShouldBe("idempotency.key_malformed");
    }

    [Theory]
    [InlineData(null, "请先登录。", "zh-CN")]
    [InlineData("en-GB,zh;q=0.5", "A valid access token is needed.", "en")]
    [InlineData("fr,zh-CN;q=0.8,en;q=0.2", "请先登录。", "zh-CN")]
    public async Task Texts_come_in_the_language_that_is_asked_for(string? wanted, string title, string language)
    {
        var request = PlumbingHost.Request(HttpMethod.Get, "/api/v1/account");
        if (wanted is not null) request.Headers.Add("Accept-Language", wanted);
        using var answer = await host.Client.SendAsync(request, Ended);
        answer.Content.Headers.ContentLanguage.ShouldBe([language]);
        (await ProblemAsync(answer)).GetProperty("title").GetString().ShouldBe(title);
    }

    [Fact]
    public async Task A_problem_carries_its_type_remedy_and_trace()
    {
        var (_, problem) = await SendAsync(PlumbingHost.Request(HttpMethod.Get, "/api/v1/account"));
        problem.GetProperty("type").GetString().ShouldBe("/errors/auth.required");
        problem.GetProperty("status").GetInt32().ShouldBe(401);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
    }

    [Fact]
    public async Task Answers_are_not_stored_or_sniffed_and_do_not_name_the_server()
    {
        using var answer = await host.Client.GetAsync("/api/v1/agreements/current", Ended);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.Server.ShouldBeEmpty();
    }

    private HttpRequestMessage Consent(string json) => PlumbingHost.Request(
        HttpMethod.Post, "/api/v1/consents", host.StudentToken(), new StringContent(json, Encoding.UTF8, "application/json"));

    private async Task<(HttpStatusCode Status, JsonElement Problem)> SendAsync(HttpRequestMessage request)
    {
        using var answer = await host.Client.SendAsync(request, Ended);
        return (answer.StatusCode, await ProblemAsync(answer));
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ended);
    }

    private static string? Code(JsonElement problem) => problem.GetProperty("code").GetString();

    private static string?[] Fields(JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString())];
}
