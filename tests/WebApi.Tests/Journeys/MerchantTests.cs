using System.Net;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>An operator tries the merchant accounts.</summary>
public sealed class MerchantTests(JourneyHost host)
{
    [Theory]
    [InlineData("main")]
    [InlineData("second")]
    public async Task An_operator_tries_keys_clock_and_notification_address_of_an_account(string account)
    {
        var caller = await host.OperatorAsync();

        var begun = (await caller.PostAsync($"/staff/merchants/{account}/connectivity-tests")).Ok();
        (begun["account"], begun["answered"], begun["decrypted"], begun["fault"]).ShouldBe((account, "True", "True", null));
        (await caller.UntilAsync(
            $"/staff/merchants/{account}/connectivity-tests/{begun["test"]}", test => test["notifiedAt"] is not null))["answeredWith"]!
            .ShouldStartWith("PUB_KEY_ID_");
    }

    [Fact]
    public async Task An_account_that_is_not_configured_is_not_found_and_students_may_not_ask()
    {
        var caller = await host.OperatorAsync();
        (await caller.PostAsync("/staff/merchants/nobody/connectivity-tests")).Refused(HttpStatusCode.NotFound, "payment.unknown");
        (await caller.GetAsync($"/staff/merchants/main/connectivity-tests/{Guid.Empty}")).Refused(HttpStatusCode.NotFound, "payment.unknown");
        (await (await host.StudentAsync()).PostAsync("/staff/merchants/main/connectivity-tests")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
