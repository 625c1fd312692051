using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.PortraitStudio;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Each screen of the mini-program works through its calls.</summary>
public sealed class ScreenTests(JourneyHost host)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Home_shows_a_guest_two_entrances_and_a_student_six()
    {
        var guest = (await host.Guest().GetAsync("/home")).Ok();
        guest["loggedIn"].ShouldBe("False");
        guest.Json.GetProperty("entrances").EnumerateArray().Select(entrance => entrance.GetProperty("text").GetString())
            .ShouldBe(["上传图像采集码", "新生照片上传"]);

        var student = await host.StudentAsync();
        var home = (await student.GetAsync("/home")).Ok();
        home.Json.GetProperty("entrances").EnumerateArray().Select(entrance => entrance.GetProperty("text").GetString())
            .ShouldBe(["上传图像采集码", "新生照片上传", "我的订单", "加洗照片", "账号信息", "在线客服"]);
        home["openOrders"].ShouldBe("0");

        await student.PlacedAsync(JourneyHost.FeatureCode);
        (await student.GetAsync("/home"))["openOrders"].ShouldBe("1");
    }

    [Fact]
    public async Task Login_asks_for_a_phone_until_one_is_verified()
    {
        var student = host.NewStudent();
        var (loginCode, openId) = await host.WeChat.LoginCodeAsync(Now);
        var version = (await host.Guest().GetAsync("/agreements/current"))["version"];
        var login = (await student.PostAsync("/auth/wechat-login", new { loginCode, agreementVersion = version })).Ok();
        login["phoneRequired"].ShouldBe("True");

        student.Token = login["accessToken"];
        (await student.GetAsync("/account"))["maskedPhone"].ShouldBeNull();
        var phoneCode = await host.WeChat.PhoneCodeAsync(openId, "13800138000", Now);
        (await student.PostAsync("/account/phone", new { phoneCode })).Ok();
        (await student.GetAsync("/account"))["maskedPhone"].ShouldBe("138****8000");

        (loginCode, _) = await host.WeChat.LoginCodeAsync(Now, openId);
        (await student.PostAsync("/auth/wechat-login", new { loginCode, agreementVersion = version })).Ok()["phoneRequired"].ShouldBe("False");
    }

    [Fact]
    public async Task A_session_is_renewed_once_per_refresh_token_and_ends_with_logout()
    {
        var student = await host.StudentAsync();
        var first = student.RefreshToken;
        var renewed = (await student.PostAsync("/auth/refresh", new { refreshToken = first })).Ok();
        student.Token = renewed["accessToken"];
        (await student.GetAsync("/account")).Ok();
        (await student.PostAsync("/auth/logout")).Ok(HttpStatusCode.NoContent);
        (await student.PostAsync("/auth/refresh", new { refreshToken = renewed["refreshToken"] }))
            .Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
    }

    [Fact]
    public async Task A_stolen_refresh_token_ends_the_session_for_both()
    {
        var student = await host.StudentAsync();
        var renewed = (await student.PostAsync("/auth/refresh", new { refreshToken = student.RefreshToken })).Ok();
        (await student.PostAsync("/auth/refresh", new { refreshToken = renewed["refreshToken"] })).Ok();
        (await student.PostAsync("/auth/refresh", new { refreshToken = student.RefreshToken }))
            .Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
        (await student.PostAsync("/auth/refresh", new { refreshToken = renewed["refreshToken"] }))
            .Refused(HttpStatusCode.Unauthorized, "auth.session_ended");
    }

    [Fact]
    public async Task A_collection_code_is_recognised_from_its_text_its_picture_and_a_phones_screenshot()
    {
        var student = await host.StudentAsync();
        var byText = (await student.RecogniseAsync()).Created();
        var byPicture = (await student.UploadAsync(
            "/collection-codes/recognitions", "image", SignedCollectionCodeIssuer.Draw(student.Code.Text), "code.png")).Created();
        var byScreenshot = (await student.UploadAsync(
            "/collection-codes/recognitions", "image", QrPicture.Screenshot(student.Code.Text), "screenshot.png")).Created();
        foreach (var recognised in new[] { byText, byPicture, byScreenshot })
        {
            recognised["maskedName"].ShouldBe("张*");
            recognised["maskedIdNumber"].ShouldBe("3702**********0016");
            recognised["schoolName"].ShouldBe("中国石油大学（华东）");
            recognised["major"].ShouldBe("计算机科学与技术");
            recognised["maskedUniqueNumber"]!.ShouldNotContain(student.Code.UniqueNumber);
        }

        byText["recognitionId"].ShouldNotBe(byPicture["recognitionId"]);
    }

    [Fact]
    public async Task A_student_enrols_once_however_often_the_code_is_scanned_and_the_case_of_the_feature_code_is_free()
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync("M9NG02");
        (await student.EnrolledAsync("m9ng02")).ShouldBe(enrolment);

        var list = (await student.GetAsync("/enrolments")).Ok();
        list.Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        var one = (await student.GetAsync($"/enrolments/{enrolment}")).Ok();
        one["schoolCode"].ShouldBe("10425");
        one["price.amountFen"].ShouldBe("3000");
        one["price.currency"].ShouldBe("CNY");
    }

    [Fact]
    public async Task The_photo_guide_shows_guide_lines_and_what_may_be_uploaded()
    {
        var student = await host.StudentAsync();
        var guide = (await student.GetAsync($"/enrolments/{await student.EnrolledAsync(JourneyHost.FeatureCode)}/photo-guide")).Ok();
        guide["overlay.aspectRatio"].ShouldBe("0.75");
        guide["guide.text"].ShouldNotBeNullOrEmpty();
        guide["faceData.version"].ShouldNotBeNullOrEmpty();
        guide.List("upload.contentTypes").ShouldBe(["image/jpeg", "image/png"]);
    }

    [Fact]
    public async Task A_good_photo_passes_the_first_check_and_can_be_seen_by_its_link()
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        var submitted = (await student.SubmitAsync(enrolment)).Created();
        submitted["verdictText"].ShouldBe("初审合格");
        submitted["sha256"].ShouldBe(Convert.ToHexStringLower(SHA256.HashData(student.Photo)));
        submitted.Headers.Location!.ToString().ShouldBe($"/api/v1/submissions/{submitted.Id}");

        var shown = (await student.GetAsync($"/submissions/{submitted.Id}")).Ok();
        shown.Json.GetProperty("report").GetRawText().ShouldBe(submitted.Json.GetProperty("report").GetRawText());
        var photo = await host.Http.GetByteArrayAsync(new Uri(shown["photoUrl"]!, UriKind.RelativeOrAbsolute), Now);
        JpegFacts(photo).ShouldBe((480, 640, 300, 300));
        photo.Length.ShouldBeInRange(20 * 1024, 40 * 1024);
    }

    [Fact]
    public async Task A_photo_with_a_fault_is_kept_with_a_report_that_says_what_to_change()
    {
        var student = await host.StudentAsync();
        var submitted = (await student.SubmitAsync(await student.EnrolledAsync(JourneyHost.FeatureCode), Photos.With("eyes-closed"))).Created();
        submitted["verdict"].ShouldBe("Fail");
        var eyes = submitted.Json.GetProperty("report").GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("code").GetString() == "eyes.open");
        eyes.GetProperty("verdict").GetString().ShouldBe("Fail");
        eyes.GetProperty("remedy").GetRawText().ShouldNotBeNullOrEmpty();
        (await student.PlaceAsync(submitted.Id)).Unprocessable("submission.not_passed");
    }

    [Fact]
    public async Task An_order_goes_from_placing_to_the_delivered_package()
    {
        var campaign = await host.AddCampaignAsync();
        var student = await host.StudentAsync();
        var reviewer = await host.ReviewerAsync();
        var factory = await host.OperatorAsync();

        var order = await student.PlacedAsync(campaign.FeatureCode.Value);
        order["statusText"].ShouldBe("待支付");
        (await student.PostAsync("/message-consents", new { templateIds = new[] { "order-status" } })).Ok();
        (await student.PayAsync(order.Id))["statusText"].ShouldBe("待审核");
        await reviewer.ApprovedAsync(order.Id);
        (await student.OrderAsync(order.Id)).Ok()["statusText"].ShouldBe("待制作");

        var batch = (await factory.PostAsync("/staff/batches", new { campaignId = campaign.Id.Value })).Created();
        batch["batch.orders"].ShouldBe("1");
        (await student.OrderAsync(order.Id))["statusText"].ShouldBe("制作中");
        var package = (await factory.GetAsync($"/staff/batches/{batch["batch.id"]}/package")).Ok();
        package.ContentType.ShouldBe("application/zip");
        await PackageHoldsAsync(package.Bytes, order["number"]!);
        (await factory.PostAsync($"/staff/batches/{batch["batch.id"]}/completion", new { receipt = "SF1234567890123" })).Ok()
            ["status"].ShouldBe("Delivered");
        (await student.OrderAsync(order.Id))["statusText"].ShouldBe("已完成");
        (await student.OrderAsync(order.Id)).List("allowedActions").ShouldBe(["OpenCorrection", "ConfirmProof"]);
    }

    [Fact]
    public async Task A_rejected_order_names_reason_and_remedy_and_goes_on_with_another_photo_without_paying_again()
    {
        var student = await host.StudentAsync();
        var reviewer = await host.ReviewerAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        await reviewer.RejectedAsync(order.Id, "BLUR", "GLARE");

        var rejected = (await student.OrderAsync(order.Id)).Ok();
        rejected["statusText"].ShouldBe("被驳回");
        rejected["rejection.reasons.0.reason"].ShouldBe("照片模糊");
        rejected["rejection.reasons.0.remedy"].ShouldBe("请擦净镜头，保持手机稳定并对准面部对焦。");
        rejected["rejection.reasons.1.code"].ShouldBe("GLARE");
        rejected["rejection.note"].ShouldBe("请在窗边重新拍摄。");
        rejected["attemptsLeft"].ShouldBe("2");
        rejected.List("allowedActions").ShouldBe(["ReplaceSubmission", "RequestRefund"]);

        var again = await student.PassedAsync(Guid.Parse(order["enrolmentId"]!), Photos.Another());
        var replaced = (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = again })).Ok();
        replaced["status"].ShouldBe("PendingReview");
        await reviewer.ApprovedAsync(order.Id);
        (await student.OrderAsync(order.Id))["status"].ShouldBe("PendingProduction");
        (await host.ChargesAsync(order["number"]!)).ShouldBe(["Success"]);
    }

    [Fact]
    public async Task A_student_is_told_in_the_inbox_what_became_of_the_order()
    {
        var student = await host.StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        await (await host.ReviewerAsync()).RejectedAsync(order.Id);
        var messages = await student.UntilAsync("/messages", found => found.Json.GetProperty("items").GetArrayLength() == 2);
        messages["items.0.text"].ShouldBe("照片被驳回，请按原因修改照片后重新提交。");
        messages["items.1.text"].ShouldBe("支付成功，照片已提交人工审核。");
    }

    private static async Task PackageHoldsAsync(byte[] package, string number)
    {
        await using var zip = new ZipArchive(new MemoryStream(package));
        var manifest = Encoding.UTF8.GetString(await ReadAsync(zip.GetEntry("manifest.csv")!)).Split("\r\n");
        manifest[0].ShouldBe("file,unique_number,order_number,school_code,bytes,sha256,state,sheets");
        var line = manifest[1].Split(',');
        line[2].ShouldBe(number);
        zip.Entries.Count.ShouldBe(2);
        var photo = await ReadAsync(zip.GetEntry(line[0])!);
        photo.Length.ToString(CultureInfo.InvariantCulture).ShouldBe(line[4]);
        Convert.ToHexStringLower(SHA256.HashData(photo)).ShouldBe(line[5]);
        JpegFacts(photo).ShouldBe((480, 640, 300, 300));
        photo.Length.ShouldBeInRange(20 * 1024, 40 * 1024);
    }

    private static async Task<byte[]> ReadAsync(ZipArchiveEntry entry)
    {
        await using var content = await entry.OpenAsync(Now);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Now);
        return bytes.ToArray();
    }

    /// <summary>Width, height and density of a JPEG, by its own markers.</summary>
    private static (int Width, int Height, int DpiX, int DpiY) JpegFacts(byte[] jpeg)
    {
        Encoding.ASCII.GetString(jpeg, 6, 4).ShouldBe("JFIF");
        jpeg[13].ShouldBe((byte)1, "the density is in dots per inch");
        var at = 2;
        while (jpeg[at + 1] is not (0xC0 or 0xC1 or 0xC2)) at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
        return (
            BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 7)), BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 5)),
            BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(14)), BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(16)));
    }
}
