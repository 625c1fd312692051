using System.Text.Json.Nodes;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Messages;
using CampusPhoto.Domain.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

/// <summary>Subscribe messages, texts and shipping information.</summary>
public sealed class ServiceTests(WeChatFixture weChat) : IClassFixture<WeChatFixture>
{
    private const string Template = "template-reviewed";
    private const string SendPath = "/cgi-bin/message/subscribe/send";
    private const string UploadPath = "/wxa/sec/order/upload_shipping_info";

    private static int _people;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ISubscribeMessages Messages => weChat.Node.GetRequiredService<ISubscribeMessages>();

    private ITextSafety Texts => weChat.Node.GetRequiredService<ITextSafety>();

    private IShippingInformation Shipping => weChat.Node.GetRequiredService<IShippingInformation>();

    [Fact]
    public async Task One_acceptance_allows_one_message()
    {
        var message = Message();
        (await Messages.SendAsync(message, Token)).Error.ShouldBe(MessageErrors.NotAllowed);
        await AllowAsync(message);

        (await Messages.SendAsync(message, Token)).Succeeded.ShouldBeTrue();
        (await Messages.SendAsync(message, Token)).Error.ShouldBe(MessageErrors.NotAllowed);
        var sent = (await MessagesOfAsync(message.OpenId)).ShouldHaveSingleItem();
        ((string)sent["templateId"]!, (string)sent["page"]!, (string)sent["values"]!["thing1"]!).ShouldBe((Template, "pages/order?id=1", "照片审核通过"));
    }

    [Fact]
    public async Task Values_are_cut_to_what_their_field_takes()
    {
        var message = Message() with
        {
            Values = new Dictionary<string, string>
            {
                ["thing1"] = new string('照', 19) + "𠮷片太长",
                ["phrase2"] = "待制作待制作",
                ["character_string3"] = new string('A', 40),
                ["name4"] = "十一个字的名字真的太长了",
                ["time5"] = "2026年5月1日 08:00",
                ["amount6"] = "¥25.00",
            },
        };
        await AllowAsync(message);

        (await Messages.SendAsync(message, Token)).Succeeded.ShouldBeTrue();
        var values = (await MessagesOfAsync(message.OpenId)).Single()["values"]!;
        ((string)values["thing1"]!, (string)values["phrase2"]!, ((string)values["character_string3"]!).Length, ((string)values["name4"]!).Length)
            .ShouldBe((new string('照', 19) + "…", "待制作待制", 32, 10));
    }

    [Theory]
    [InlineData("unknown", "pages/order", "40037")]
    [InlineData(Template, "/pages/order", "41030")]
    public async Task A_template_or_page_that_is_wrong_is_refused_with_WeChats_code(string template, string page, string code)
    {
        var error = (await Messages.SendAsync(Message() with { TemplateId = template, Page = page }, Token)).Error!;
        (error.Code, error.Facts["errcode"]).ShouldBe((MessageErrors.Refused.Code, code));
    }

    [Fact]
    public async Task A_value_that_is_wrong_is_refused_with_WeChats_code()
    {
        var message = Message() with { Values = new Dictionary<string, string> { ["thing1"] = "" } };
        await AllowAsync(message);
        (await Messages.SendAsync(message, Token)).Error!.Facts["errcode"].ShouldBe("47003");
    }

    [Theory]
    [InlineData("api-busy")]
    [InlineData("api-minute-quota")]
    [InlineData("api-reset-after-commit")]
    public async Task A_message_is_never_repeated_by_the_client(string fault)
    {
        var message = Message();
        await AllowAsync(message, 3);
        await weChat.StandIn.FaultAsync(fault, Token, outTradeNo: message.OpenId);
        var before = await weChat.CallsAsync(SendPath);

        (await Messages.SendAsync(message, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
        (await weChat.CallsAsync(SendPath)).ShouldBe(before + 1);
    }

    [Theory]
    [InlineData("token-expired-once")]
    [InlineData("token-invalid-once")]
    public async Task A_refused_token_is_replaced_and_the_message_goes_once(string fault)
    {
        var message = Message();
        await AllowAsync(message, 2);
        await weChat.StandIn.FaultAsync(fault, Token);

        (await Messages.SendAsync(message, Token)).Succeeded.ShouldBeTrue();
        (await MessagesOfAsync(message.OpenId)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("证件照已按要求重拍", TextVerdict.Pass)]
    [InlineData("可疑内容", TextVerdict.Review)]
    [InlineData("违规内容", TextVerdict.Risky)]
    public async Task A_text_is_judged(string content, TextVerdict verdict) =>
        (await Texts.JudgeAsync(new TypedText(NewPerson(), TextScene.Comment, content), Token)).Value.ShouldBe(verdict);

    [Fact]
    public async Task A_text_of_somebody_who_is_not_there_cannot_be_judged_and_a_busy_WeChat_is_told()
    {
        var text = new TypedText(NewPerson(), TextScene.Profile, "你好");
        await weChat.StandIn.FaultAsync("text-author-inactive", Token, outTradeNo: text.OpenId);
        (await Texts.JudgeAsync(text, Token)).Error.ShouldBe(MessageErrors.AuthorNotActive);
        await weChat.StandIn.FaultAsync("api-busy", Token, outTradeNo: text.OpenId);
        (await Texts.JudgeAsync(text, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Texts.JudgeAsync(text with { Content = new string('x', 2501) }, Token));
    }

    [Fact]
    public async Task Shipping_information_is_taken_ten_seconds_after_the_payment_and_corrected_once()
    {
        (await Shipping.IsDemandedAsync(Token)).Value.ShouldBeTrue();
        var shipment = await PaidAsync();
        (await Shipping.UploadAsync(shipment, Token)).Error.ShouldBe(ShippingErrors.NotYet);
        (await Shipping.FindAsync(shipment.TransactionId, Token)).Error.ShouldBe(ShippingErrors.NotYet);
        await weChat.StandIn.AdvanceAsync(TimeSpan.FromSeconds(11), Token);

        (await Shipping.FindAsync(shipment.TransactionId, Token)).Value.ShouldBe(ShippingState.Waiting);
        (await Shipping.UploadAsync(shipment, Token)).Succeeded.ShouldBeTrue();
        (await Shipping.FindAsync(shipment.TransactionId, Token)).Value.ShouldBe(ShippingState.Shipped);
        (await Shipping.UploadAsync(shipment, Token)).Succeeded.ShouldBeTrue();
        (await Shipping.UploadAsync(shipment with { Item = "毕业生图像采集（更正）" }, Token)).Succeeded.ShouldBeTrue();
        (await Shipping.UploadAsync(shipment with { Item = "再更正" }, Token)).Error.ShouldBe(ShippingErrors.Already);
        await weChat.StandIn.PostAsync("/sim/receipts", new { transactionId = shipment.TransactionId }, Token);
        (await Shipping.FindAsync(shipment.TransactionId, Token)).Value.ShouldBe(ShippingState.Completed);
        (await Shipping.UploadAsync(shipment with { Item = "太晚" }, Token)).Error.ShouldBe(ShippingErrors.Already);
    }

    [Fact]
    public async Task A_parcel_names_company_number_and_the_last_digits_of_the_phone()
    {
        var shipment = await PaidAsync() with { Kind = ShippingKind.Express, Parcel = new Parcel("SF", "SF1234567890123", "13800138000") };
        await weChat.StandIn.AdvanceAsync(TimeSpan.FromSeconds(11), Token);

        (await Shipping.UploadAsync(shipment, Token)).Succeeded.ShouldBeTrue();
        var charge = (await weChat.StandIn.ListAsync("charges", Token)).Single(one => (string?)one["transactionId"] == shipment.TransactionId);
        var info = JsonNode.Parse((string)charge["shippingInfo"]!)!;
        ((int)info["logistics_type"]!, (string)info["shipping_list"]![0]!["contact"]!["receiver_contact"]!).ShouldBe((1, "****8000"));
        await Should.ThrowAsync<ArgumentException>(() => Shipping.UploadAsync(shipment with { Parcel = null }, Token));
    }

    [Fact]
    public async Task A_refunded_payment_needs_no_shipping_and_a_long_one_is_reported()
    {
        var shipment = await PaidAsync();
        await weChat.StandIn.AdvanceAsync(TimeSpan.FromSeconds(11), Token);
        var paidAt = TimeProvider.System.GetUtcNow();
        (await Shipping.ReportPresaleAsync(shipment.TransactionId, paidAt.AddDays(40), Token)).Succeeded.ShouldBeTrue();
        (await Shipping.ReportPresaleAsync(shipment.TransactionId, paidAt.AddDays(2), Token)).Error!.Code.ShouldBe(ShippingErrors.Refused.Code);

        (await weChat.Gateway.RefundAsync(new RefundRequest("main", shipment.TransactionId, $"R{shipment.TransactionId}", 2500, 2500, null), Token))
            .Succeeded.ShouldBeTrue();
        (await weChat.NextNotificationAsync()).Result.Value.Refund!.Outcome.ShouldBe(RefundOutcome.Succeeded);
        (await Shipping.FindAsync(shipment.TransactionId, Token)).Value.ShouldBe(ShippingState.Refunded);
        var error = (await Shipping.UploadAsync(shipment, Token)).Error!;
        (error.Code, error.Facts["errcode"]).ShouldBe((ShippingErrors.Refused.Code, "10060004"));
    }

    [Fact]
    public async Task An_upload_whose_answer_is_lost_is_not_repeated_and_can_be_asked_for()
    {
        var shipment = await PaidAsync();
        await weChat.StandIn.AdvanceAsync(TimeSpan.FromSeconds(11), Token);

        // The access token is there already, so that the fault meets the upload.
        (await Shipping.IsDemandedAsync(Token)).Succeeded.ShouldBeTrue();
        await weChat.StandIn.FaultAsync("api-reset-after-commit", Token);
        var before = await weChat.CallsAsync(UploadPath);

        (await Shipping.UploadAsync(shipment, Token)).Error.ShouldBe(LoginErrors.WeChatUnavailable);
        (await weChat.CallsAsync(UploadPath)).ShouldBe(before + 1);
        (await Shipping.FindAsync(shipment.TransactionId, Token)).Value.ShouldBe(ShippingState.Shipped);
    }

    private static string NewPerson() => $"oPerson{Interlocked.Increment(ref _people):D21}";

    private static SubscribeMessage Message() => new(
        NewPerson(), Template, "pages/order?id=1", new Dictionary<string, string> { ["thing1"] = "照片审核通过" });

    private Task AllowAsync(SubscribeMessage message, int count = 1) =>
        weChat.StandIn.PostAsync("/sim/subscriptions", new { message.OpenId, message.TemplateId, count }, Token);

    private async Task<IReadOnlyList<JsonObject>> MessagesOfAsync(string openId) =>
        await weChat.StandIn.ListAsync($"messages?openId={openId}", Token);

    private async Task<Shipment> PaidAsync()
    {
        // The business clock has gone ahead of ours.
        var charge = WeChatFixture.Charge(weChat.NewNumber());
        await weChat.PayAsync(charge with { ExpiresAt = charge.ExpiresAt.AddHours(1) });
        var fact = (await weChat.NextNotificationAsync()).Result.Value.Charge!.Fact!;
        return new Shipment(fact.TransactionId, fact.PayerOpenId, ShippingKind.Virtual, "毕业生图像采集", TimeProvider.System.GetUtcNow());
    }
}
