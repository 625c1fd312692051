using System.Net;
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
