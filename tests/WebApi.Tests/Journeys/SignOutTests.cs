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
