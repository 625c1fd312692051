using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Text;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.PortraitStudio;
using CampusPhoto.WebApi.Tests.Journeys.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>Whatever a student shows, types or uploads: a plain word about it, and nothing is lost.</summary>
public sealed class BadInputTests(JourneyHost host)
{
    [Fact]
    public async Task A_picture_without_a_QR_code_is_no_collection_code()
    {
        var student = await host.StudentAsync();
        (await RecogniseAsync(student, Photos.Good)).Unprocessable("collection_code.no_qr_found");
        await StillWorksAsync(student);
    }

    [Fact]
    public async Task A_QR_code_of_something_else_is_foreign()
    {
        var student = await host.StudentAsync();
        (await RecogniseAsync(student, QrPicture.Plain("https://u.wechat.com/abc"))).Unprocessable("collection_code.foreign");
        (await student.PostAsync("/collection-codes/recognitions", new { text = "hello" })).Unprocessable("collection_code.foreign");
        await StillWorksAsync(student);
    }

    [Fact]
    public async Task An_altered_code_is_forged()
    {
        var student = await host.StudentAsync();
        var at = student.Code.Text.Length / 2;
        var altered = student.Code.Text[..at] + (student.Code.Text[at] == 'A' ? 'B' : 'A') + student.Code.Text[(at + 1)..];
        (await student.PostAsync("/collection-codes/recognitions", new { text = altered })).Unprocessable("collection_code.forged");
        (await RecogniseAsync(student, QrPicture.Plain(altered))).Unprocessable("collection_code.forged");
        await StillWorksAsync(student);
    }

    [Fact]
    public async Task An_expired_code_says_so()
    {
        var student = await host.StudentAsync();
        var now = host.Clock.GetUtcNow();
        var expired = host.Services.GetRequiredService<SignedCollectionCodeIssuer>().IssueText(
            new CollectionCode("2027000000001", "张*", "3702**********0016", "10425", "中国石油大学（华东）", "法学", now.AddMinutes(-1)),
            now.AddDays(-1));
        (await student.PostAsync("/collection-codes/recognitions", new { text = expired })).Unprocessable("collection_code.expired");
        await StillWorksAsync(student);
    }

    [Fact]
    public async Task A_code_that_another_account_used_is_claimed_and_its_recognition_is_not_handed_over()
    {
        var owner = await host.StudentAsync();
        await owner.EnrolledAsync(JourneyHost.FeatureCode);
        var other = new Student(host.Http, host.WeChat, owner.Code);
        await other.LogInAsync();
        (await other.EnrolAsync(await other.RecognitionAsync(), JourneyHost.FeatureCode)).Conflict("enrolment.claimed_by_another");
        (await other.EnrolAsync(await owner.RecognitionAsync(), JourneyHost.FeatureCode)).NotFound("recognition.not_found");
        (await owner.GetAsync("/enrolments")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_recognition_is_used_once()
    {
        var student = await host.StudentAsync();
        var recognition = await student.RecognitionAsync();
        (await student.EnrolAsync(recognition, JourneyHost.FeatureCode)).Created();
        (await student.EnrolAsync(recognition, JourneyHost.FeatureCode)).Conflict("recognition.used");
    }

    [Fact]
    public async Task A_code_of_another_school_does_not_open_this_schools_campaign()
    {
        var student = await new Student(host.Http, host.WeChat, host.IssueCode(schoolCode: "10001")).LogInAsync();
        (await student.EnrolAsync(await student.RecognitionAsync(), JourneyHost.FeatureCode)).Unprocessable("feature_code.wrong");
    }

    [Fact]
    public async Task A_feature_code_cannot_be_guessed_however_many_are_tried_at_once()
    {
        var student = await host.StudentAsync();
        var recognition = await student.RecognitionAsync();
        (await student.EnrolAsync(recognition, "特征码!")).Unprocessable("feature_code.malformed");

        var guesses = await Task.WhenAll(Enumerable.Range(0, 64).Select(guess => student.EnrolAsync(recognition, $"ZZ{guess:0000}")));
        guesses.Count(answer => answer.Code == "feature_code.wrong").ShouldBe(10);
        guesses.Count(answer => answer.Code == "feature_code.too_many_attempts").ShouldBe(54);

        var right = (await student.EnrolAsync(recognition, JourneyHost.FeatureCode))
            .Refused(HttpStatusCode.TooManyRequests, "feature_code.too_many_attempts");
        right.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.FromMinutes(30));

        var accomplice = await new Student(host.Http, host.WeChat, student.Code).LogInAsync();
        (await accomplice.EnrolAsync(await accomplice.RecognitionAsync(), "ZZZZZZ"))
            .Refused(HttpStatusCode.TooManyRequests, "feature_code.too_many_attempts");
    }

    [Fact]
    public async Task A_campaign_takes_nobody_after_it_has_closed()
    {
        var over = await host.AddCampaignAsync(closesIn: TimeSpan.FromMinutes(-1));
        var student = await host.StudentAsync();
        (await student.EnrolAsync(await student.RecognitionAsync(), over.FeatureCode.Value)).Conflict("campaign.not_open");
        await StillWorksAsync(student);
    }

    [Theory]
    [InlineData("no-face", "face.count")]
    [InlineData("two-faces", "face.count")]
    [InlineData("head-too-small", "face.size")]
    [InlineData("dark", "exposure.dark")]
    [InlineData("shelves", "background.uniformity")]
    public async Task A_photo_that_can_be_judged_is_kept_with_the_item_that_failed(string fault, string item)
    {
        var student = await host.StudentAsync();
        var submitted = (await student.SubmitAsync(await student.EnrolledAsync(JourneyHost.FeatureCode), Photos.With(fault))).Created();
        submitted["verdict"].ShouldBe("Fail");
        submitted.Json.GetProperty("report").GetProperty("items").EnumerateArray()
            .Single(found => found.GetProperty("code").GetString() == item).GetProperty("verdict").GetString().ShouldBe("Fail");
    }

    public static TheoryData<string, HttpStatusCode, string> UnusableFiles => new()
    {
        { "pdf", HttpStatusCode.UnsupportedMediaType, "photo.type_unsupported" },
        { "empty", HttpStatusCode.UnprocessableEntity, "photo.empty" },
        { "11 MB", HttpStatusCode.RequestEntityTooLarge, "photo.too_large" },
        { "30 MB", HttpStatusCode.RequestEntityTooLarge, "photo.too_large" },
        { "30000x30000", HttpStatusCode.UnprocessableEntity, "photo.too_many_pixels" },
        { "cut in half", HttpStatusCode.UnprocessableEntity, "photo.damaged" },
        { "cut and ended", HttpStatusCode.UnprocessableEntity, "photo.damaged" },
        { "noise", HttpStatusCode.UnsupportedMediaType, "photo.type_unsupported" },
    };

    [Theory]
    [MemberData(nameof(UnusableFiles))]
    public async Task A_file_that_cannot_be_judged_is_refused_and_the_next_photo_is_taken(string file, HttpStatusCode status, string code)
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        (await student.SubmitAsync(enrolment, Unusable(file))).Refused(status, code);
        (await student.SubmitAsync(enrolment)).Created()["verdict"].ShouldBe("Pass");
    }

    [Fact]
    public async Task An_upload_without_a_photo_or_without_its_enrolment_says_what_is_missing()
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        (await student.UploadAsync("/submissions", "photo", Photos.Good)).Refused(HttpStatusCode.BadRequest, "submission.incomplete");
        (await student.UploadAsync("/submissions", "picture", Photos.Good, fields: ("enrolmentId", enrolment.ToString())))
            .Refused(HttpStatusCode.BadRequest, "submission.incomplete");
        (await student.UploadAsync("/submissions", "photo", Photos.Good, fields: ("enrolmentId", "mine")))
            .Refused(HttpStatusCode.BadRequest, "submission.incomplete");
    }

    [Fact]
    public async Task A_login_code_works_once_and_an_old_agreement_does_not_spend_it()
    {
        var guest = host.Guest();
        var (loginCode, _) = await host.WeChat.LoginCodeAsync(TestContext.Current.CancellationToken);
        var version = (await guest.GetAsync("/agreements/current"))["version"];
        (await guest.PostAsync("/auth/wechat-login", new { loginCode, agreementVersion = "1999-01" })).Conflict("agreement.outdated")
            ["facts.version"].ShouldBe(version);
        (await guest.PostAsync("/auth/wechat-login", new { loginCode, agreementVersion = version })).Ok();
        (await guest.PostAsync("/auth/wechat-login", new { loginCode, agreementVersion = version }))
            .Refused(HttpStatusCode.Unauthorized, "auth.login_code_invalid");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_a_member_of_staff_out_even_with_the_right_one()
    {
        var (userName, password) = await host.AddStaffAsync([ActorKind.Reviewer]);
        var guest = host.Guest();
        for (var wrong = 1; wrong < 5; wrong++)
            (await guest.PostAsync("/staff/auth/login", new { userName, password = "wrong" })).Refused(HttpStatusCode.Unauthorized, "auth.credentials_invalid");
        (await guest.PostAsync("/staff/auth/login", new { userName, password = "wrong" })).Refused(HttpStatusCode.TooManyRequests, "auth.locked_out");
        (await guest.PostAsync("/staff/auth/login", new { userName, password }))
            .Refused(HttpStatusCode.TooManyRequests, "auth.locked_out");
        (await guest.PostAsync("/staff/auth/login", new { userName = "nobody", password = "wrong" }))
            .Refused(HttpStatusCode.Unauthorized, "auth.credentials_invalid");
    }

    private static byte[] Unusable(string file) => file switch
    {
        "pdf" => Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF"),
        "empty" => [],
        "11 MB" => [.. Photos.Good, .. new byte[(10 * 1024 * 1024) + 1 - Photos.Good.Length]],
        "30 MB" => new byte[30 * 1024 * 1024],
        "30000x30000" => HugePng(30_000),
        "cut in half" => Photos.Good[..(Photos.Good.Length / 2)],
        "cut and ended" => [.. Photos.Good[..(Photos.Good.Length / 2)], 0xFF, 0xD9],
        "noise" => [.. Enumerable.Range(0, 5000).Select(at => (byte)((at * 7919) >> 3))],
        _ => throw new ArgumentOutOfRangeException(nameof(file)),
    };

    // A valid picture of one bit a pixel: a hundred kilobytes that a decoder would blow up to gigabytes.
    private static byte[] HugePng(int side)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        header[8] = 1;
        Chunk(png, "IHDR", header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (side / 8)];
            for (var line = 0; line < side; line++) zlib.Write(row);
        }

        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, string type, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }

    private static Task<Answer> RecogniseAsync(Student student, byte[] picture) =>
        student.UploadAsync("/collection-codes/recognitions", "image", picture, "code.png");

    private static async Task StillWorksAsync(Student student) => await student.EnrolledAsync(JourneyHost.FeatureCode);
}
