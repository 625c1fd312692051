using System.Net;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using OtpNet;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Who works here, what they may do, and the scripts they answer for.</summary>
public sealed class StaffPeopleTests(JourneyHost host)
{
    [Fact]
    public async Task An_administrator_lets_somebody_in_who_changes_the_password_and_is_let_go_again()
    {
        var administrator = await host.AdministratorAsync();
        var name = NewName();
        var made = (await administrator.PostAsync("/staff/people", new { userName = name, roles = (string[])["Reviewer"], phone = "13900001111" })).Created();
        var (id, first) = (Guid.Parse(made["person.id"]!), made["password"]!);
        (await administrator.PostAsync("/staff/people", new { userName = name.ToUpperInvariant(), roles = (string[])["Operator"] })).Conflict("staff.user_name_taken");

        var person = new Caller(host.Http, (await SignInAsync(name, first)).Ok()["accessToken"]);
        (await person.GetAsync("/staff/account")).Ok()["person.roles.0"].ShouldBe("Reviewer");
        (await person.GetAsync("/staff/reviews")).Ok();
        (await person.GetAsync("/staff/people")).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        (await person.PostAsync("/staff/account/password", new { presentPassword = "wrong wrong wrong", newPassword = "another long passphrase" })).Unprocessable("staff.password_wrong");
        (await person.PostAsync("/staff/account/password", new { presentPassword = first, newPassword = "short" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await person.PostAsync("/staff/account/password", new { presentPassword = first, newPassword = "another long passphrase" })).Ok(HttpStatusCode.NoContent);
        (await person.GetAsync("/staff/account")).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await SignInAsync(name, first)).Refused(HttpStatusCode.Unauthorized, "auth.credentials_invalid");

        var signedIn = (await SignInAsync(name, "another long passphrase")).Ok();
        (await administrator.PutAsync($"/staff/people/{id}/roles", new { roles = (string[])["Operator"] })).Ok();
        var renewed = (await host.Guest().PostAsync("/auth/refresh", new { refreshToken = signedIn["refreshToken"] })).Ok();
        (await new Caller(host.Http, renewed["accessToken"]).GetAsync("/staff/batches")).Ok();

        (await administrator.PostAsync($"/staff/people/{id}/disabling")).Ok()["active"].ShouldBe("False");
        (await host.Guest().PostAsync("/auth/refresh", new { refreshToken = renewed["refreshToken"] })).Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await SignInAsync(name, "another long passphrase")).Refused(HttpStatusCode.Unauthorized, "auth.credentials_invalid");
        (await administrator.PostAsync($"/staff/people/{id}/enabling")).Ok();
        var again = (await administrator.PostAsync($"/staff/people/{id}/password-reset")).Ok()["password"]!;
        (await SignInAsync(name, again)).Ok();
        await AuditedAsync(id, "staff.created", "staff.password_changed", "staff.roles_set", "staff.disabled", "staff.enabled", "staff.password_reset", "staff.signed_in");
    }

    [Fact]
    public async Task Roles_that_do_not_go_together_and_ones_own_account_are_refused()
    {
        var administrator = await host.AdministratorAsync();
        var me = (await administrator.GetAsync("/staff/account")).Ok()["person.id"];
        (await administrator.PostAsync($"/staff/people/{me}/disabling")).Conflict("staff.own_account");
        (await administrator.PutAsync($"/staff/people/{me}/roles", new { roles = (string[])["Operator"] })).Conflict("staff.own_account");

        foreach (var roles in (string[][])[[], ["Student"], ["System"], ["Integrator"], ["Reviewer", "Reviewer"]])
            (await administrator.PostAsync("/staff/people", new { userName = NewName(), roles })).Unprocessable("staff.roles_invalid");
        (await administrator.PostAsync("/staff/people", new { userName = NewName(), roles = (string[])["SchoolStaff"] })).Unprocessable("staff.school_mismatch");
        var schoolId = (await administrator.GetAsync("/staff/schools")).Ok()["items.0.id"];
        (await administrator.PostAsync("/staff/people", new { userName = NewName(), roles = (string[])["Operator"], schoolId })).Unprocessable("staff.school_mismatch");
        (await administrator.PostAsync("/staff/people", new { userName = NewName(), roles = (string[])["SchoolStaff", "Operator"], schoolId })).Unprocessable("staff.school_mismatch");
        (await administrator.PostAsync("/staff/people", new { userName = NewName(), roles = (string[])["SchoolStaff"], schoolId = Guid.CreateVersion7() })).NotFound("school.not_found");
        (await administrator.PostAsync("/staff/people", new { userName = "no spaces", roles = (string[])["Operator"] })).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task A_second_factor_is_set_up_asked_for_and_taken_away_by_an_administrator()
    {
        var administrator = await host.AdministratorAsync();
        var name = NewName();
        var made = (await administrator.PostAsync("/staff/people", new { userName = name, roles = (string[])["Reviewer"] })).Created();
        var (id, password) = (made["person.id"], made["password"]!);
        var person = new Caller(host.Http, (await SignInAsync(name, password)).Ok()["accessToken"]);
        (await person.PostAsync("/staff/account/second-factor/confirmation", new { code = "123456" })).Conflict("second_factor.not_begun");
        var secret = (await person.PostAsync("/staff/account/second-factor")).Ok();
        secret["otpAuthUri"].ShouldBe($"otpauth://totp/CampusPhoto:{name}?secret={secret["secret"]}&issuer=CampusPhoto&digits=6&period=30");
        var totp = new Totp(Base32Encoding.ToBytes(secret["secret"]!));
        string Code(int step = 0) => totp.ComputeTotp(host.Clock.GetUtcNow().AddSeconds(30 * step).UtcDateTime);
        var recovery = (await person.PostAsync("/staff/account/second-factor/confirmation", new { code = Code(-1) })).Ok().List("codes");
        (await person.GetAsync("/staff/account")).Ok()["recoveryCodesLeft"].ShouldBe("10");
        (await person.PostAsync("/staff/account/second-factor")).Conflict("second_factor.already_on");

        (await SignInAsync(name, password)).Refused(HttpStatusCode.Unauthorized, "second_factor.required");
        var code = Code();
        (await SignInAsync(name, password, code)).Ok();
        (await SignInAsync(name, password, code)).Refused(HttpStatusCode.Unauthorized, "second_factor.code_invalid");
        (await SignInAsync(name, password, recovery[0])).Ok();
        (await SignInAsync(name, password, recovery[0])).Refused(HttpStatusCode.Unauthorized, "second_factor.code_invalid");

        (await administrator.DeleteAsync($"/staff/people/{id}/second-factor")).Ok()["hasSecondFactor"].ShouldBe("False");
        (await SignInAsync(name, password)).Ok();
        await AuditedAsync(Guid.Parse(id!), "staff.second_factor_on", "staff.second_factor_removed");
    }

    [Fact]
    public async Task A_persons_script_acts_as_the_person_within_its_scopes_until_it_is_revoked_or_the_person_leaves()
    {
        var administrator = await host.AdministratorAsync();
        var name = NewName();
        var ownerId = (await administrator.PostAsync("/staff/people", new { userName = name, roles = (string[])["Operator", "Reviewer"] })).Created()["person.id"];
        var expiresAt = host.Clock.GetUtcNow().AddDays(30);
        var clientId = NewName();
        var made = (await administrator.PostAsync("/staff/clients", new { clientId, scopes = (string[])["staff:Operator"], ownerId, expiresAt })).Created();
        (await administrator.PostAsync("/staff/clients", new { clientId, scopes = (string[])["orders"], ownerId, expiresAt })).Conflict("client.id_taken");
        foreach (var scopes in (string[][])[[], ["staff:Finance"], ["staff:Administrator"], ["orders", "staff:Operator"], ["everything"]])
            (await administrator.PostAsync("/staff/clients", new { clientId = NewName(), scopes, ownerId, expiresAt })).Unprocessable("client.scopes_invalid");
        (await administrator.PostAsync("/staff/clients", new { clientId = NewName(), scopes = (string[])["orders"], ownerId, expiresAt = expiresAt.AddDays(400) })).Refused(HttpStatusCode.BadRequest, "request.invalid");

        var script = new Caller(host.Http, (await host.ClientTokenAsync(clientId, made["secret"]!)).Ok()["access_token"]);
        (await script.GetAsync("/staff/batches")).Ok();
        (await script.GetAsync("/staff/reviews")).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        (await script.GetAsync("/staff/account")).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        (await script.PostAsync("/auth/logout")).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        var school = (await script.PostAsync("/staff/schools", new { code = NewCode(), name = "测试大学" })).Created();
        var entry = await EntryAsync($"subject={school.Id}");
        (entry["by"], entry["byId"], entry["client"]).ShouldBe(("Staff", ownerId, clientId));

        var rotated = (await administrator.PostAsync($"/staff/clients/{made["client.id"]}/secret")).Ok()["secret"]!;
        (await host.ClientTokenAsync(clientId, made["secret"]!)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.ClientTokenAsync(clientId, rotated)).Ok();
        (await administrator.PostAsync($"/staff/people/{ownerId}/disabling")).Ok();
        (await host.ClientTokenAsync(clientId, rotated)).Status.ShouldBe(HttpStatusCode.Unauthorized, "nobody answers for it");
        (await administrator.PostAsync($"/staff/people/{ownerId}/enabling")).Ok();
        (await administrator.PostAsync($"/staff/clients/{made["client.id"]}/revocation")).Ok();
        (await host.ClientTokenAsync(clientId, rotated)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await administrator.PostAsync($"/staff/clients/{made["client.id"]}/secret")).Conflict("client.revoked");
    }

    [Fact]
    public async Task Whoever_is_shown_a_face_is_recorded_and_so_is_every_decision()
    {
        var campaign = await host.AddCampaignAsync();
        var student = await host.StudentAsync();
        var order = (await student.PaidAsync(campaign.FeatureCode.Value)).Id;
        var reviewer = await host.ReviewerAsync();
        await reviewer.RejectedAsync(order, "BLUR", "GLARE");
        var me = (await reviewer.GetAsync("/staff/account")).Ok()["person.id"];
        var entries = (await (await host.AdministratorAsync()).UntilAsync($"/staff/audit?subject={order}", audit => audit.List("items").Count >= 2)).Json.GetProperty("items");
        entries.EnumerateArray().Select(entry => $"{entry.GetProperty("action")} {entry.GetProperty("detail")} {entry.GetProperty("byId")}".Replace("  ", " ", StringComparison.Ordinal))
            .ShouldBe([$"order.rejected BLUR,GLARE {me}", $"photo.shown {me}"]);

        var integrator = await host.IntegratorAsync();
        (await integrator.GetAsync($"/integrations/orders/{(await student.OrderAsync(order)).Ok()["number"]}")).Ok();
        (await reviewer.GetAsync($"/staff/orders/{Guid.CreateVersion7()}")).NotFound("order.not_found");
        (await (await host.AdministratorAsync()).GetAsync($"/staff/audit?subject={order}&action=photo.shown")).Ok().List("items").Count.ShouldBe(1, "an integrator is shown no face");
    }

    private async Task AuditedAsync(Guid subject, params string[] actions)
    {
        await (await host.AdministratorAsync()).UntilAsync(
            $"/staff/audit?subject={subject}", audit => actions.All(action => Actions(audit).Contains(action)));
    }

    private static string[] Actions(Answer audit) =>
        [.. audit.Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("action").GetString()!)];

    private async Task<Answer> EntryAsync(string filter)
    {
        var seen = await (await host.AdministratorAsync()).UntilAsync($"/staff/audit?{filter}", audit => audit.List("items").Count > 0);
        return new Answer(seen.Status, seen.Headers, System.Text.Encoding.UTF8.GetBytes(seen["items.0"]!), seen.ContentType);
    }

    private Task<Answer> SignInAsync(string userName, string password, string? secondFactor = null) =>
        host.Guest().PostAsync("/staff/auth/login", new { userName, password, secondFactor });

    private static string NewName() => $"p-{Guid.CreateVersion7():N}";

    private static string NewCode() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(10);
}
