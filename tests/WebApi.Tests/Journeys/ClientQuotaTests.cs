using System.Net;
using System.Text.Json;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>What one client may use up.</summary>
public sealed class ClientQuotaTests(JourneyHost host)
{
    private readonly Integrators _integrators = new(host);

    [Fact]
    public async Task A_client_makes_as_many_calls_in_a_minute_as_it_was_given_and_others_go_on()
    {
        var client = await _integrators.ClientAsync(new { callsPerMinute = 3 }, "orders");
        List<Answer> answers = [];

        // A minute may begin in between, so that at most twice as many pass.
        for (var call = 0; call < 7; call++) answers.Add(await client.GetAsync("/integrations/orders/000015-0"));
        answers.Count(answer => answer.Code == "order.not_found").ShouldBeInRange(3, 6);
        var refused = answers.First(answer => answer.Code != "order.not_found");
        refused.Refused(HttpStatusCode.TooManyRequests, "request.too_many");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await (await _integrators.ClientAsync("orders")).GetAsync("/integrations/orders/000015-0")).NotFound("order.not_found");
    }

    [Fact]
    public async Task A_client_has_as_many_photos_checked_in_a_day_as_it_was_given()
    {
        var client = await _integrators.ClientAsync(new { photoChecksPerDay = 1 }, "photo-checks");
        (await CheckAsync()).Ok();
        (await CheckAsync()).Refused(HttpStatusCode.TooManyRequests, "photo_check.daily_limit");

        Task<Answer> CheckAsync() => client.UploadAsync(
            "/integrations/photo-checks", "photo", Photos.Good, fields: ("specificationId", "chsi-graduation-2017"));
    }

    [Fact]
    public async Task An_administrator_changes_what_a_client_may_use_up()
    {
        var client = await _integrators.ClientAsync(new { photoChecksPerDay = 1 }, "photo-checks");
        var administrator = await AdministratorAsync();
        var listed = (await ShownAsync()).GetProperty("id").GetString();
        var changed = (await administrator.PutAsync($"/staff/clients/{listed}/quota", new { callsPerMinute = 77, photoChecksPerDay = 2 })).Ok();
        (changed["callsPerMinute"], changed["photoChecksPerDay"]).ShouldBe(("77", "2"));
        var shown = await ShownAsync();
        (shown.GetProperty("callsPerMinute").GetInt32(), shown.GetProperty("photoChecksPerDay").GetInt32()).ShouldBe((77, 2));
        await administrator.UntilAsync($"/staff/audit?subject={listed}&action=client.quota_changed", audit => audit.List("items").Count == 1);

        // The next token has the new numbers.
        (await CheckAsync(client)).Ok();
        (await CheckAsync(client)).Refused(HttpStatusCode.TooManyRequests, "photo_check.daily_limit");
        var again = await _integrators.AgainAsync(client);
        (await CheckAsync(again)).Ok();
        (await CheckAsync(again)).Refused(HttpStatusCode.TooManyRequests, "photo_check.daily_limit");

        (await administrator.PutAsync($"/staff/clients/{listed}/quota", new { callsPerMinute = 0 })).Refused(HttpStatusCode.BadRequest, "request.invalid")
            ["errors.0.field"].ShouldBe("callsPerMinute");
        (await administrator.PutAsync($"/staff/clients/{Guid.CreateVersion7()}/quota", new { })).NotFound("client.not_found");
        (await administrator.PutAsync($"/staff/clients/{listed}/quota", new { })).Ok()["callsPerMinute"].ShouldBeNull();
        (await administrator.PostAsync($"/staff/clients/{listed}/revocation")).Ok();
        (await administrator.PutAsync($"/staff/clients/{listed}/quota", new { callsPerMinute = 5 })).Conflict("client.revoked");

        async Task<JsonElement> ShownAsync() => (await administrator.GetAsync("/staff/clients")).Ok().Json.GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("clientId").GetString() == _integrators.NameOf(client));

        Task<Answer> CheckAsync(Caller caller) => caller.UploadAsync(
            "/integrations/photo-checks", "photo", Photos.Good, fields: ("specificationId", "chsi-graduation-2017"));
    }

    // The host's own may have signed in before its clock was put forward.
    private async Task<Caller> AdministratorAsync()
    {
        var (userName, password) = await host.AddStaffAsync([Domain.Common.ActorKind.Administrator]);
        return new Caller(host.Http, (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]);
    }

    [Fact]
    public async Task Quotas_that_are_none_are_refused()
    {
        var administrator = await host.AdministratorAsync();
        (await administrator.PostAsync("/staff/clients", new
        {
            clientId = "quota", scopes = (string[])["orders"], ownerId = Guid.CreateVersion7(), expiresAt = host.Clock.GetUtcNow().AddDays(1),
            callsPerMinute = 0,
        })).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }
}
