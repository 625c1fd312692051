using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.Staff;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Staff;

public sealed class StaffDirectoryTests
{
    private const string Password = "correct horse battery";
    private const string Wrong = "wrong horse battery";
    private const string Secret = "integrator-secret-0123456789";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reviewer_signs_in_with_name_and_password_and_has_her_roles_and_phone_hash() => await WithAsync(async (staff, school, id) =>
    {
        var phone = school.Node.Hasher.Hash(PersonalValue.Phone, Campus.Phone);
        foreach (string name in (string[])["li.reviewer", "LI.Reviewer"])
        {
            var member = (await staff.SignInAsync(name, Password, null, Ct)).Value;
            (member.Id, member.UserName, member.PhoneHash).ShouldBe((id, "li.reviewer", phone));
            member.Roles.ShouldBe([ActorKind.Reviewer, ActorKind.SeniorReviewer]);
        }

        (await staff.FindAsync(id, Ct))!.Roles.ShouldBe([ActorKind.Reviewer, ActorKind.SeniorReviewer]);
        (await staff.FindAsync(Guid.NewGuid(), Ct)).ShouldBeNull();
    });

    [Theory]
    [InlineData("li.reviewer", Wrong)]
    [InlineData("li.reviewer", "")]
    [InlineData("li.reviewer", "Correct horse battery")]
    [InlineData("nobody", Password)]
    [InlineData("", "")]
    public async Task A_wrong_name_and_a_wrong_password_are_refused_alike(string name, string password) => await WithAsync(async (staff, _, _) =>
        (await staff.SignInAsync(name, password, null, Ct)).Error!.Code.ShouldBe("auth.credentials_invalid"));

    [Fact]
    public async Task Five_wrong_passwords_lock_a_person_out_even_with_the_right_one_and_nobody_else() => await WithAsync(async (_, school, _) =>
    {
        await AddAsync(school.Node, "wang.operator", ActorKind.Operator);
        for (int tries = 1; tries <= 4; tries++) (await TryAsync(school.Node, Wrong)).ShouldBe("auth.credentials_invalid");
        (await TryAsync(school.Node, Wrong)).ShouldBe("auth.locked_out");
        (await TryAsync(school.Node, Password)).ShouldBe("auth.locked_out");

        (await TryAsync(school.Node, Password, "wang.operator")).ShouldBeNull();
    });

    [Fact]
    public async Task Of_twenty_wrong_passwords_at_once_five_are_looked_at() => await WithAsync(async (_, school, id) =>
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TryAsync(school.Node, Wrong)));
        await using var db = school.Node.Open();
        (await db.Users.AsNoTracking().SingleAsync(user => user.Id == id, Ct)).AccessFailedCount.ShouldBe(5);
        (await TryAsync(school.Node, Password)).ShouldBe("auth.locked_out");
    });

    [Fact]
    public async Task A_right_password_in_between_begins_the_count_anew() => await WithAsync(async (_, school, _) =>
    {
        for (int round = 0; round < 3; round++)
        {
            for (int tries = 1; tries <= 4; tries++) (await TryAsync(school.Node, Wrong)).ShouldBe("auth.credentials_invalid");
            (await TryAsync(school.Node, Password)).ShouldBeNull();
        }
    });

    [Fact]
    public async Task A_lock_out_ends_fifteen_minutes_after_it_began() => await WithAsync(async (_, school, _) =>
    {
        for (int tries = 1; tries <= 5; tries++) await TryAsync(school.Node, Wrong);
        school.Node.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        (await TryAsync(school.Node, Password)).ShouldBe("auth.locked_out");
        school.Node.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await TryAsync(school.Node, Wrong)).ShouldBe("auth.credentials_invalid", "a new count begins");
        (await TryAsync(school.Node, Password)).ShouldBeNull();
    });

    [Fact]
    public async Task Who_has_left_can_neither_sign_in_nor_be_found() => await WithAsync(async (staff, school, id) =>
    {
        var left = school.Node.Now;
        await using (var db = school.Node.Open())
            await db.Users.ExecuteUpdateAsync(row => row.SetProperty(user => user.LeftAt, left), Ct);

        (await TryAsync(school.Node, Password)).ShouldBe("auth.credentials_invalid");
        (await staff.FindAsync(id, Ct)).ShouldBeNull();
    });

    [Theory]
    [InlineData("short", false)]
    [InlineData("elevenchars", false)]
    [InlineData("twelve chars", true)]
    public async Task A_password_has_at_least_twelve_characters(string password, bool accepted) => await WithAsync(async (_, school, _) =>
    {
        await using var scope = school.Node.Scope();
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>()
            .CreateAsync(new StaffUser { Id = Guid.CreateVersion7(), UserName = "new.person" }, password);
        made.Succeeded.ShouldBe(accepted);
    });

    [Fact]
    public async Task An_integrator_s_client_has_its_scopes_until_it_expires_or_is_revoked() => await WithAsync(async (staff, school, _) =>
    {
        await AddClientAsync(school.Node, "huadong", school.Node.Now.AddDays(1));
        var client = (await staff.AuthenticateClientAsync("huadong", Secret, Ct)).Value;
        (client.ClientId, string.Join('+', client.Scopes)).ShouldBe(("huadong", "orders+batches"));
        (await staff.AuthenticateClientAsync("huadong", Secret + "x", Ct)).Error!.Code.ShouldBe("auth.credentials_invalid");
        (await staff.AuthenticateClientAsync("nobody", Secret, Ct)).Error!.Code.ShouldBe("auth.credentials_invalid");
        (await staff.AuthenticateClientAsync("nobody", "nobody", Ct)).Error!.Code.ShouldBe("auth.credentials_invalid");

        school.Node.Clock.Advance(TimeSpan.FromDays(1));
        (await staff.AuthenticateClientAsync("huadong", Secret, Ct)).Error!.Code.ShouldBe("auth.credentials_invalid");
        school.Node.Clock.Advance(TimeSpan.FromDays(1));
        (await staff.AuthenticateClientAsync("huadong", Secret, Ct)).Error!.Code.ShouldBe("auth.credentials_invalid");

        await AddClientAsync(school.Node, "revoked", null, school.Node.Now);
        (await staff.AuthenticateClientAsync("revoked", Secret, Ct)).Error!.Code.ShouldBe("auth.credentials_invalid");
        await AddClientAsync(school.Node, "lasting", null);
        (await staff.AuthenticateClientAsync("lasting", Secret, Ct)).Succeeded.ShouldBeTrue();
    });

    [Fact]
    public async Task The_bytes_of_the_database_hold_no_password_no_client_secret_and_no_staff_phone() => await WithAsync(async (staff, school, _) =>
    {
        await AddClientAsync(school.Node, "huadong", null);
        await staff.SignInAsync("li.reviewer", Password, null, Ct);

        byte[] raw = await school.RawDatabaseAsync();
        raw.AsSpan().IndexOf("li.reviewer"u8).ShouldBeGreaterThan(0);
        foreach (string secret in (string[])[Password, Secret, Campus.Phone])
            raw.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, secret);
    });

    private static async Task WithAsync(Func<IStaffDirectory, Installation, Guid, Task> test)
    {
        await using var school = await Installation.OpenAsync();
        var id = await AddAsync(school.Node, "li.reviewer", ActorKind.Reviewer, ActorKind.SeniorReviewer);
        await using var scope = school.Node.Scope();
        await test(scope.ServiceProvider.GetRequiredService<IStaffDirectory>(), school, id);
    }

    private static async Task<Guid> AddAsync(Node node, string name, params ActorKind[] roles)
    {
        await using var scope = node.Scope();
        var user = new StaffUser
        {
            Id = Guid.CreateVersion7(), UserName = name, PhoneNumber = Campus.Phone,
            PhoneHash = node.Hasher.Hash(PersonalValue.Phone, Campus.Phone),
        };
        user.SetRoles(roles);
        (await scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>().CreateAsync(user, Password)).Succeeded.ShouldBeTrue();
        return user.Id;
    }

    private static async Task AddClientAsync(Node node, string name, DateTimeOffset? expiresAt, DateTimeOffset? revokedAt = null)
    {
        var client = new IntegratorClientRow
        {
            Id = Guid.CreateVersion7(), ClientId = name, Scopes = "orders batches", ExpiresAt = expiresAt, RevokedAt = revokedAt,
        };
        client.SecretHash = node.Get<IPasswordHasher<IntegratorClientRow>>().HashPassword(client, Secret);
        await node.SaveAsync(client);
    }

    private static async Task<string?> TryAsync(Node node, string password, string name = "li.reviewer")
    {
        await using var scope = node.Scope();
        return (await scope.ServiceProvider.GetRequiredService<IStaffDirectory>().SignInAsync(name, password, null, Ct)).Error?.Code;
    }
}
