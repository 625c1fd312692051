using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace CampusPhoto.Infrastructure.Tests.Staff;

public sealed class SecondFactorTests
{
    private const string Password = "correct horse battery";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_confirmed_the_sign_in_asks_for_a_code_and_each_code_holds_once() => await WithAsync(async (school, person, phone) =>
    {
        (await SignInAsync(school, null)).ShouldBe("second_factor.required");
        (await SignInAsync(school, phone.Code())).ShouldBe("second_factor.code_invalid", "it confirmed the second factor");

        school.Node.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = phone.Code();
        (await SignInAsync(school, code)).ShouldBeNull();
        (await SignInAsync(school, code)).ShouldBe("second_factor.code_invalid", "replayed");
        (await SignInAsync(school, "abcdef")).ShouldBe("second_factor.code_invalid");
    });

    [Fact]
    public async Task Of_two_who_use_one_code_at_once_one_gets_in() => await WithAsync(async (school, person, phone) =>
    {
        school.Node.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = phone.Code();
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignInAsync(school, code)))).Count(error => error is null).ShouldBe(1);
    });

    [Theory]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public async Task A_phone_s_clock_may_be_half_a_minute_off(int seconds, bool accepted) => await WithAsync(async (school, person, phone) =>
    {
        school.Node.Clock.Advance(TimeSpan.FromMinutes(10));
        (await SignInAsync(school, phone.Code(seconds)) is null).ShouldBe(accepted);
    });

    [Fact]
    public async Task A_recovery_code_stands_in_for_the_phone_once_however_it_is_typed() => await WithAsync(async (school, person, phone) =>
    {
        phone.RecoveryCodes.Distinct().Count().ShouldBe(10);
        foreach (var code in phone.RecoveryCodes) code.ShouldMatch("^[A-HJKMNP-Z2-9]{5}-[A-HJKMNP-Z2-9]{5}$");
        (await SignInAsync(school, $" {phone.RecoveryCodes[3].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()} ")).ShouldBeNull();
        (await SignInAsync(school, phone.RecoveryCodes[3])).ShouldBe("second_factor.code_invalid");
        (await school.Node.Get<ISecondFactors>().CountRecoveryCodesAsync(person, Ct)).ShouldBe(9);
    });

    [Fact]
    public async Task Wrong_codes_lock_a_person_out_though_the_password_is_right_each_time() => await WithAsync(async (school, person, phone) =>
    {
        for (int tries = 1; tries <= 4; tries++)
        {
            (await SignInAsync(school, "000000")).ShouldBe("second_factor.code_invalid");
            (await SignInAsync(school, null)).ShouldBe("second_factor.required");
        }

        (await SignInAsync(school, "000000")).ShouldBe("auth.locked_out");
        school.Node.Clock.Advance(TimeSpan.FromMinutes(1));
        (await SignInAsync(school, phone.Code())).ShouldBe("auth.locked_out");
    });

    [Fact]
    public async Task It_is_set_up_once_and_only_with_its_own_code() => await WithAsync(async (school, person, phone) =>
    {
        var factors = school.Node.Get<ISecondFactors>();
        (await factors.BeginAsync(person, Ct)).Error!.Code.ShouldBe("second_factor.already_on");
        (await factors.ConfirmAsync(person, phone.Code(), Ct)).Error!.Code.ShouldBe("second_factor.not_begun");

        var other = await AddAsync(school.Node, "wang.operator");
        (await factors.ConfirmAsync(other, "123456", Ct)).Error!.Code.ShouldBe("second_factor.not_begun");
        var first = (await factors.BeginAsync(other, Ct)).Value;
        var second = (await factors.BeginAsync(other, Ct)).Value;
        (await factors.ConfirmAsync(other, new Phone(school.Node, first.Secret).Code(), Ct)).Error!.Code.ShouldBe("second_factor.confirmation_wrong");
        second.OtpAuthUri.ShouldBe($"otpauth://totp/CampusPhoto:wang.operator?secret={second.Secret}&issuer=CampusPhoto&digits=6&period=30");
        (await factors.ConfirmAsync(other, new Phone(school.Node, second.Secret).Code(), Ct)).Succeeded.ShouldBeTrue();
    });

    [Fact]
    public async Task The_bytes_of_the_database_hold_neither_the_secret_nor_a_recovery_code() => await WithAsync(async (school, person, phone) =>
    {
        byte[] raw = await school.RawDatabaseAsync();
        foreach (string secret in (string[])[phone.Secret, .. phone.RecoveryCodes])
            raw.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, secret);
    });

    private static async Task WithAsync(Func<Installation, Guid, Phone, Task> test)
    {
        await using var school = await Installation.OpenAsync();
        var person = await AddAsync(school.Node, "li.reviewer");
        var factors = school.Node.Get<ISecondFactors>();
        var phone = new Phone(school.Node, (await factors.BeginAsync(person, Ct)).Value.Secret);
        (await SignInAsync(school, null)).ShouldBeNull("it does not count before it is confirmed");
        phone.RecoveryCodes = (await factors.ConfirmAsync(person, phone.Code(), Ct)).Value;
        await test(school, person, phone);
    }

    private static async Task<Guid> AddAsync(Node node, string name)
    {
        await using var scope = node.Scope();
        var id = Guid.CreateVersion7();
        scope.ServiceProvider.GetRequiredService<IStaffAccounts>().Add(new StaffAccount(id, name, [ActorKind.Reviewer], null), Password, null);
        (await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().TrySaveAsync(Ct)).ShouldBeTrue();
        return id;
    }

    private static async Task<string?> SignInAsync(Installation school, string? code)
    {
        await using var scope = school.Node.Scope();
        return (await scope.ServiceProvider.GetRequiredService<IStaffDirectory>().SignInAsync("li.reviewer", Password, code, Ct)).Error?.Code;
    }

    /// <summary>An authenticator of another maker.</summary>
    private sealed class Phone(Node node, string secret)
    {
        public string Secret => secret;

        public IReadOnlyList<string> RecoveryCodes { get; set; } = [];

        public string Code(int secondsOff = 0) =>
            new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(node.Now.AddSeconds(secondsOff).UtcDateTime);
    }
}
