using System.Security.Cryptography;
using CampusPhoto.Infrastructure.WeChat;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

public sealed class WeChatOptionsTests
{
    [Fact]
    public void WeChats_own_addresses_are_taken_in_Production() =>
        Faults(Options(), Environments.Production).ShouldBeEmpty();

    [Theory]
    [InlineData("http://127.0.0.1:5081")]
    [InlineData("https://127.0.0.1:5081")]
    [InlineData("https://localhost")]
    [InlineData("https://LOCALHOST.")]
    [InlineData("https://api.localhost")]
    [InlineData("https://[::1]:5081")]
    [InlineData("https://[::ffff:127.0.0.1]")]
    [InlineData("https://127.1.2.3")]
    [InlineData("https://2130706433")]
    [InlineData("https://0.0.0.0")]
    [InlineData("http://api.mch.weixin.qq.com")]
    public void A_stand_ins_address_is_refused_in_Production_wherever_it_stands(string address)
    {
        foreach (var set in new Action<WeChatOptions>[]
                 { o => o.ApiBaseUrl = address, o => o.PayBaseUrl = address, o => o.NotifyBaseUrl = address })
        {
            var options = Options();
            set(options);
            Faults(options, Environments.Production).ShouldContain(fault => fault.Contains("in Production", StringComparison.Ordinal));
            Faults(options, Environments.Development).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("api.mch.weixin.qq.com")]
    [InlineData("ftp://api.mch.weixin.qq.com")]
    [InlineData("https://api.mch.weixin.qq.com/v3")]
    [InlineData("https://api.mch.weixin.qq.com/?a=b")]
    [InlineData("https://user:word@api.mch.weixin.qq.com")]
    public void An_address_that_would_spoil_what_is_signed_is_refused_everywhere(string address)
    {
        var options = Options();
        options.PayBaseUrl = address;
        Faults(options, Environments.Development).ShouldHaveSingleItem().ShouldStartWith("WeChat:PayBaseUrl");
    }

    [Fact]
    public void Each_missing_or_broken_part_is_named_and_no_key_is_shown()
    {
        var options = Options();
        options.AppId = "";
        options.Secret = " ";
        var merchant = options.Merchants["main"];
        merchant.MerchantId = "x";
        merchant.SerialNo = "";
        merchant.ApiV3Keys.Add("too-short-a-secret");
        merchant.PrivateKeyPem = FixedVectors.MerchantPublicKey;
        merchant.PlatformKeys["PUB_KEY_ID_2"] = new PlatformKeyOptions { PublicKeyPem = "not PEM" };
        merchant.PlatformKeys["PUB_KEY_ID_3"] = new PlatformKeyOptions { PublicKeyFile = "/nowhere/at/all.pem" };
        merchant.PlatformKeys["PUB_KEY_ID_4"] = new PlatformKeyOptions();

        var faults = Faults(options, Environments.Development);
        foreach (var at in new[]
                 {
                     "WeChat:AppId", "WeChat:Secret", "main:MerchantId", "main:SerialNo", "main:ApiV3Keys", "main:PrivateKey",
                     "PUB_KEY_ID_2:PublicKey", "PUB_KEY_ID_3:PublicKeyFile", "PUB_KEY_ID_4:PublicKey",
                 })
            faults.ShouldContain(fault => fault.Contains(at, StringComparison.Ordinal), at);
        faults.ShouldAllBe(fault => !fault.Contains("too-short-a-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Main")]
    [InlineData("a/b")]
    [InlineData("")]
    public void An_accounts_key_must_fit_into_an_address(string account)
    {
        var options = Options();
        options.Merchants[account] = options.Merchants["main"];
        options.Merchants.Remove("main");
        Faults(options, Environments.Development).ShouldHaveSingleItem().ShouldContain("account's key");
    }

    [Fact]
    public void A_configuration_without_merchants_is_refused()
    {
        var options = Options();
        options.Merchants.Clear();
        Faults(options, Environments.Development).ShouldHaveSingleItem().ShouldStartWith("WeChat:Merchants");
    }

    [Fact]
    public void A_short_RSA_key_is_refused()
    {
        using var rsa = RSA.Create(1024);
        var options = Options();
        options.Merchants["main"].PrivateKeyPem = rsa.ExportPkcs8PrivateKeyPem();
        Faults(options, Environments.Development).ShouldHaveSingleItem().ShouldContain("2048");
    }

    private static IReadOnlyList<string> Faults(WeChatOptions options, string environment) =>
        [.. new WeChatOptionsValidation(new HostingEnvironment { EnvironmentName = environment }).Validate(null, options).Failures ?? []];

    private static WeChatOptions Options()
    {
        var options = new WeChatOptions
        {
            AppId = FixedVectors.AppId,
            Secret = "secret",
            NotifyBaseUrl = "https://photo.example.edu.cn",
        };
        var merchant = new MerchantOptions
        {
            MerchantId = FixedVectors.MerchantId,
            SerialNo = "01",
            PrivateKeyPem = FixedVectors.MerchantPrivateKey,
        };
        merchant.ApiV3Keys.Add(FixedVectors.ApiV3Key);
        merchant.PlatformKeys[FixedVectors.PlatformSerial] = new PlatformKeyOptions { PublicKeyPem = FixedVectors.PlatformPublicKey };
        options.Merchants["main"] = merchant;
        return options;
    }
}
