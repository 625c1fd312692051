using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

public sealed class LoginTests(WeChatFixture weChat) : IClassFixture<WeChatFixture>
{
    private const string Phone = "13800138000";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_login_code_tells_who_the_student_is_once()
    {
        var (code, openId) = await weChat.StandIn.LoginCodeAsync(Token);

        (await weChat.Login.ExchangeLoginCodeAsync(code, Token)).Value.ShouldBe(openId);
        (await weChat.Login.ExchangeLoginCodeAsync(code, Token)).Error.ShouldBe(LoginErrors.LoginCodeInvalid);
    }

    [Theory]
    [InlineData("never-issued")]
    [InlineData("")]
    [InlineData("a&secret=b#c 中文")]
    public async Task A_login_code_that_was_never_issued_is_refused(string code) =>
        (await weChat.Login.ExchangeLoginCodeAsync(code, Token)).Error.ShouldBe(LoginErrors.LoginCodeInvalid);

    [Fact]
    public async Task A_login_code_is_worth_nothing_after_five_minutes()
    {
        var (code, _) = await weChat.StandIn.LoginCodeAsync(Token);
        await weChat.StandIn.AdvanceAsync(TimeSpan.FromMinutes(5), Token);

        (await weChat.Login.ExchangeLoginCodeAsync(code, Token)).Error.ShouldBe(LoginErrors.LoginCodeInvalid);
    }

    [Fact]
    public async Task A_student_whom_WeChat_blocks_cannot_log_in()
    {
        var (code, _) = await weChat.StandIn.LoginCodeAsync(Token);
        await weChat.StandIn.FaultAsync("login-blocked", Token);

        (await weChat.Login.ExchangeLoginCodeAsync(code, Token)).Error.ShouldBe(LoginErrors.UserBlocked);
    }

    [Fact]
    public async Task A_busy_WeChat_is_not_asked_twice_with_the_same_code()
    {
        var (code, _) = await weChat.StandIn.LoginCodeAsync(Token);
        await weChat.StandIn.FaultAsync("api-busy", Token);
        var before = await weChat.CallsAsync("/sns/jscode2session");

        (await weChat.Login.ExchangeLoginCodeAsync(code, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
        (await weChat.CallsAsync("/sns/jscode2session")).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_wrong_secret_is_not_the_students_fault()
    {
        var login = (await weChat.BuildAsync(change: settings => settings["WeChat:Secret"] = "wrong")).GetRequiredService<IWeChatLogin>();
        var (code, _) = await weChat.StandIn.LoginCodeAsync(Token);

        (await login.ExchangeLoginCodeAsync(code, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
    }

    [Fact]
    public async Task WeChat_out_of_reach_is_told_as_such()
    {
        var login = (await weChat.BuildAsync(change: settings => settings["WeChat:ApiBaseUrl"] = "http://127.0.0.1:1")).GetRequiredService<IWeChatLogin>();

        (await login.ExchangeLoginCodeAsync("any", Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
        (await login.GetPhoneNumberAsync("any", "oAny", Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
    }

    [Fact]
    public async Task A_phone_code_gives_the_verified_number_once()
    {
        var (_, openId) = await weChat.StandIn.LoginCodeAsync(Token);
        var code = await weChat.StandIn.PhoneCodeAsync(openId, Phone, Token);

        (await weChat.Login.GetPhoneNumberAsync(code, openId, Token)).Value.ShouldBe(Phone);
        (await weChat.Login.GetPhoneNumberAsync(code, openId, Token)).Error.ShouldBe(LoginErrors.PhoneCodeInvalid);
    }

    [Fact]
    public async Task A_phone_code_of_another_student_is_refused()
    {
        var code = await weChat.StandIn.PhoneCodeAsync("oSomebody", Phone, Token);

        (await weChat.Login.GetPhoneNumberAsync(code, "oSomebodyElse", Token)).Error.ShouldBe(LoginErrors.PhoneCodeInvalid);
    }

    [Fact]
    public async Task A_phone_number_given_to_another_mini_program_is_refused()
    {
        var code = await weChat.StandIn.PhoneCodeAsync("oSomebody", Phone, Token);
        await weChat.StandIn.FaultAsync("phone-foreign-watermark", Token);

        (await weChat.Login.GetPhoneNumberAsync(code, "oSomebody", Token)).Error.ShouldBe(LoginErrors.PhoneCodeInvalid);
    }

    [Fact]
    public async Task A_token_that_WeChat_refuses_is_replaced_and_the_phone_code_still_counts()
    {
        await LookUpAsync(weChat.Login);
        await weChat.StandIn.FaultAsync("token-expired-once", Token);
        var before = await weChat.CallsAsync("/cgi-bin/stable_token");

        await LookUpAsync(weChat.Login);
        (await weChat.CallsAsync("/cgi-bin/stable_token")).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_token_is_kept_and_renewed_five_minutes_before_its_end()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var login = (await weChat.BuildAsync(clock)).GetRequiredService<IWeChatLogin>();
        await weChat.StandIn.PostAsync("/sim/reset", new { }, Token);

        await LookUpAsync(login);
        clock.Advance(TimeSpan.FromMinutes(114));
        await LookUpAsync(login);
        (await weChat.CallsAsync("/cgi-bin/stable_token")).ShouldBe(1);

        clock.Advance(TimeSpan.FromMinutes(2));
        await LookUpAsync(login);
        (await weChat.CallsAsync("/cgi-bin/stable_token")).ShouldBe(2);
    }

    [Fact]
    public async Task Thirty_two_students_at_once_share_one_token()
    {
        var login = (await weChat.BuildAsync()).GetRequiredService<IWeChatLogin>();
        var before = await weChat.CallsAsync("/cgi-bin/stable_token");

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => LookUpAsync(login)));
        (await weChat.CallsAsync("/cgi-bin/stable_token")).ShouldBe(before + 1);
    }

    private async Task LookUpAsync(IWeChatLogin login)
    {
        var (_, openId) = await weChat.StandIn.LoginCodeAsync(Token);
        var code = await weChat.StandIn.PhoneCodeAsync(openId, Phone, Token);
        (await login.GetPhoneNumberAsync(code, openId, Token)).Value.ShouldBe(Phone);
    }
}
