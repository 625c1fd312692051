using System.Net;
using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>退出登录: what a token is worth once its session has ended.</summary>
public sealed class SignOutTests(JourneyHost host)
{
    [Fact]
    public async Task The_access_token_of_a_student_who_signed_out_lets_nobody_in()
    {
        var student = await host.StudentAsync();
        (await student.GetAsync("/account")).Ok();
        (await student.PostAsync("/auth/logout")).Ok(HttpStatusCode.NoContent);
        (await student.GetAsync("/account")).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await student.GetAsync("/orders")).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await student.GetAsync("/agreements/current")).Ok();
        (await student.LogInAsync()).Token.ShouldNotBeNull();
        (await student.GetAsync("/account")).Ok();
    }

    [Fact]
    public async Task A_device_that_was_signed_out_and_a_person_who_was_let_go_are_out_at_once()
    {
        var student = await host.StudentAsync();
        var lost = new Caller(host.Http, student.Token);
        await student.LogInAsync();
        var devices = (await student.GetAsync("/account/devices")).Ok();
        (await student.DeleteAsync($"/account/devices/{devices["items.1.id"]}")).Ok(HttpStatusCode.NoContent);
        (await lost.GetAsync("/account")).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await student.GetAsync("/account")).Ok();
        (await lost.PostAsync("/account/deletion", new { confirmed = true })).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");

        var (userName, password) = await host.AddStaffAsync([ActorKind.Operator]);
        var person = new Caller(host.Http, (await host.Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]);
        var id = (await person.GetAsync("/staff/account")).Ok()["person.id"];
        (await person.GetAsync("/staff/batches")).Ok();
        (await (await host.AdministratorAsync()).PostAsync($"/staff/people/{id}/disabling")).Ok();
        (await person.GetAsync("/staff/batches")).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
    }

    [Theory]
    [InlineData("orders", "/integrations/webhooks", HttpStatusCode.Forbidden)]
    [InlineData("staff:Operator", "/staff/batches", HttpStatusCode.OK)]
    public async Task A_client_s_token_is_refused_at_once_when_its_secret_leaked_its_person_left_or_it_was_revoked(
        string scope, string path, HttpStatusCode known)
    {
        var administrator = await host.AdministratorAsync();
        var ownerId = (await administrator.PostAsync("/staff/people", new { userName = $"p-{Guid.CreateVersion7():N}", roles = (string[])["Operator"] })).Created()["person.id"];
        var clientId = $"c-{Guid.CreateVersion7():N}";
        var made = (await administrator.PostAsync(
            "/staff/clients", new { clientId, scopes = (string[])[scope], ownerId, expiresAt = host.Clock.GetUtcNow().AddDays(1) })).Created();
        var client = $"/staff/clients/{made["client.id"]}";
        var leaked = await EnterAsync(made["secret"]!);
        var secret = (await administrator.PostAsync($"{client}/secret")).Ok()["secret"]!;
        await RefusedAsync(leaked);

        var fresh = await EnterAsync(secret);
        (await administrator.PostAsync($"/staff/people/{ownerId}/disabling")).Ok();
        await RefusedAsync(fresh);
        (await administrator.PostAsync($"/staff/people/{ownerId}/enabling")).Ok();
        await RefusedAsync(fresh);

        var last = await EnterAsync(secret);
        (await administrator.PostAsync($"{client}/revocation")).Ok();
        await RefusedAsync(last);

        async Task<Caller> EnterAsync(string with)
        {
            var caller = new Caller(host.Http, (await host.ClientTokenAsync(clientId, with)).Ok()["access_token"]);
            (await caller.GetAsync(path)).Status.ShouldBe(known);
            return caller;
        }

        async Task RefusedAsync(Caller caller) => (await caller.GetAsync(path)).Refused(HttpStatusCode.Unauthorized, "auth.client_token_ended");
    }

    [Fact]
    public async Task A_client_s_token_holds_no_longer_than_its_credentials()
    {
        var administrator = await host.AdministratorAsync();
        var ownerId = (await administrator.GetAsync("/staff/account")).Ok()["person.id"];
        var clientId = $"c-{Guid.CreateVersion7():N}";
        var made = (await administrator.PostAsync(
            "/staff/clients", new { clientId, scopes = (string[])["orders"], ownerId, expiresAt = host.Clock.GetUtcNow().AddMinutes(2) })).Created();
        int.Parse((await host.ClientTokenAsync(clientId, made["secret"]!)).Ok()["expires_in"]!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeInRange(1, 120);
    }

    [Fact]
    public async Task A_stolen_refresh_token_that_is_used_again_ends_the_access_tokens_too()
    {
        var student = await host.StudentAsync();
        var (token, refreshToken) = (student.Token, student.RefreshToken);
        var renewed = new Caller(host.Http, (await host.Guest().PostAsync("/auth/refresh", new { refreshToken })).Ok()["accessToken"]);
        (await renewed.GetAsync("/account")).Ok();
        (await host.Guest().PostAsync("/auth/refresh", new { refreshToken })).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await renewed.GetAsync("/account")).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await new Caller(host.Http, token).GetAsync("/account")).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
    }
}
