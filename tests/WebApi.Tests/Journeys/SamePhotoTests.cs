using CampusPhoto.Domain.Campaigns;
using CampusPhoto.WebApi.Tests.Journeys.Support;

using OpenCvSharp;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>A host on which look-alikes are told too, as everywhere but in the other tests.</summary>
public sealed class LookAlikeHost : JourneyHost
{
    private protected override bool LookAlikes => true;
}

/// <summary>One photo is not used by two students, and a rejected one is not sent again.</summary>
public sealed class SamePhotoTests(LookAlikeHost host) : IClassFixture<LookAlikeHost>
{
    [Fact]
    public async Task A_photo_of_another_students_order_is_refused_also_when_it_was_encoded_anew_or_resized()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.School);
        var first = await host.StudentAsync();
        (await first.PlaceAsync(await first.PassedAsync(await first.EnrolledAsync(campaign.FeatureCode.Value)))).Created();

        foreach (var copy in (byte[][])[first.Photo, Copy(first.Photo, 1, 70), Copy(first.Photo, 0.7, 90)])
        {
            var other = await host.StudentAsync();
            var submission = await other.PassedAsync(await other.EnrolledAsync(campaign.FeatureCode.Value), copy);
            (await other.PlaceAsync(submission)).Unprocessable("submission.used_by_another");
        }

        var third = await host.StudentAsync();
        (await third.PlaceAsync(await third.PassedAsync(await third.EnrolledAsync(campaign.FeatureCode.Value), Photos.Another(4)))).Created();
    }

    [Fact]
    public async Task A_rejected_photo_is_not_taken_again_when_it_was_encoded_anew_and_another_one_is()
    {
        var campaign = await host.AddCampaignAsync(payer: Payer.School);
        var student = await host.StudentAsync();
        var photo = Photos.Another(2);
        var enrolment = await student.EnrolledAsync(campaign.FeatureCode.Value);
        var order = (await student.PlaceAsync(await student.PassedAsync(enrolment, photo))).Created();
        await (await host.ReviewerAsync()).RejectedAsync(order.Id);

        var again = await student.PassedAsync(enrolment, Copy(photo, 1, 75));
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = again })).Unprocessable("submission.rejected_before");
        var another = await student.PassedAsync(enrolment, Photos.Another(3));
        (await student.PutAsync($"/orders/{order.Id}/submission", new { submissionId = another })).Ok()["status"].ShouldBe("PendingReview");
    }

    [Fact]
    public async Task A_trial_leaves_no_file_behind()
    {
        var student = await host.StudentAsync();
        var before = Files();

        (await student.UploadAsync("/photo-checks", "photo", student.Photo, fields: ("specificationId", "chsi-graduation-2017"))).Ok();

        Files().ShouldBe(before);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(Path.Combine(host.Folder, "photos"), "*", SearchOption.AllDirectories).Order()];

    private static byte[] Copy(byte[] photo, double scale, int quality)
    {
        using var picture = Cv2.ImDecode(photo, ImreadModes.Color);
        using var scaled = new Mat();
        Cv2.Resize(picture, scaled, default, scale, scale, InterpolationFlags.Area);
        return scaled.ToBytes(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
    }
}
