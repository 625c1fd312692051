using System.Text;
using CampusPhoto.Infrastructure.WeChat;

namespace CampusPhoto.Infrastructure.Tests.WeChat;

public sealed class PayMessageTests
{
    [Fact]
    public void A_request_is_signed_as_other_software_signs_it()
    {
        using var key = RsaKey.FromPrivatePem(FixedVectors.MerchantPrivateKey);
        var message = PayMessage.OfRequest(
            "POST",
            $"/v3/pay/transactions/out-trade-no/{FixedVectors.OutTradeNo}/close",
            FixedVectors.RequestTimestamp,
            FixedVectors.RequestNonce,
            Encoding.UTF8.GetBytes($$"""{"mchid":"{{FixedVectors.MerchantId}}"}"""));

        key.Sign(message).ShouldBe(FixedVectors.CloseSignature);
    }

    [Fact]
    public void The_payers_parameters_are_signed_as_other_software_signs_them()
    {
        using var key = RsaKey.FromPrivatePem(FixedVectors.MerchantPrivateKey);
        var message = PayMessage.OfClientPayment(
            FixedVectors.AppId, FixedVectors.RequestTimestamp, FixedVectors.RequestNonce, FixedVectors.Package);

        key.Sign(message).ShouldBe(FixedVectors.PaySign);
    }

    [Fact]
    public void An_empty_answer_is_signed_over_an_empty_line()
    {
        using var key = RsaKey.FromPublicPem(FixedVectors.PlatformPublicKey);
        var message = PayMessage.OfWeChat(FixedVectors.NotificationTimestamp, FixedVectors.NotificationNonce, []);

        key.Verify(message, Convert.FromBase64String(FixedVectors.EmptyAnswerSignature)).ShouldBeTrue();
        key.Verify([.. message, (byte)'\n'], Convert.FromBase64String(FixedVectors.EmptyAnswerSignature)).ShouldBeFalse();
    }

    [Fact]
    public async Task One_key_signs_for_many_at_once()
    {
        using var key = RsaKey.FromPrivatePem(FixedVectors.MerchantPrivateKey);
        using var publicKey = RsaKey.FromPublicPem(FixedVectors.MerchantPublicKey);

        var held = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(
            () => publicKey.Verify(BitConverter.GetBytes(i), Convert.FromBase64String(key.Sign(BitConverter.GetBytes(i)))),
            TestContext.Current.CancellationToken)));
        held.ShouldAllBe(genuine => genuine);
    }
}
