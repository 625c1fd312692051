using System.Net;
using System.Security.Cryptography;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>A photo that is sent by a form first and submitted afterwards.</summary>
public sealed class PhotoUploadTests(JourneyHost host)
{
    [Fact]
    public async Task A_photo_sent_by_a_form_is_checked_like_an_upload_and_waits_nowhere_afterwards()
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);

        // Others' photos that nobody submitted wait for the sweep.
        var before = Waiting();
        var upload = await student.SendPhotoAsync();
        Waiting().ShouldBe(before + 1);
        var submitted = (await student.SubmitSentAsync(enrolment, upload)).Created();

        submitted["verdictText"].ShouldBe("初审合格");
        submitted["sha256"].ShouldBe(Convert.ToHexStringLower(SHA256.HashData(student.Photo)));
        Waiting().ShouldBe(before);
        (await student.PlaceAsync(submitted.Id)).Created()["status"].ShouldBe("PendingPayment");
    }

    [Fact]
    public async Task The_same_photo_sent_by_a_form_and_uploaded_is_one_submission()
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        var uploaded = (await student.SubmitAsync(enrolment)).Created();

        (await student.SubmitSentAsync(enrolment, await student.SendPhotoAsync())).Created().Id.ShouldBe(uploaded.Id);
    }

    [Fact]
    public async Task A_lost_answer_is_given_again_by_its_key_though_the_sent_photo_is_gone()
    {
        var student = await host.StudentAsync();
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        var upload = await student.SendPhotoAsync();
        var first = (await student.SubmitSentAsync(enrolment, upload, key: "upload-1")).Created();

        (await student.SubmitSentAsync(enrolment, upload, key: "upload-1")).Created().Bytes.AsSpan().SequenceEqual(first.Bytes).ShouldBeTrue();
        (await student.SubmitSentAsync(enrolment, upload)).NotFound("photo.upload_not_found");
        (await student.SubmitSentAsync(enrolment, await student.SendPhotoAsync(), key: "upload-1")).Unprocessable("idempotency.key_reused");
    }

    [Fact]
    public async Task A_photo_for_which_there_is_no_enrolment_waits_until_it_is_submitted_for_the_right_one()
    {
        var student = await host.StudentAsync();
        var upload = await student.SendPhotoAsync();
        (await student.SubmitSentAsync(Guid.NewGuid(), upload)).NotFound("enrolment.not_found");

        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        (await student.SubmitSentAsync(enrolment, upload)).Created()["verdict"].ShouldBe("Pass");
    }

    [Fact]
    public async Task What_another_student_sent_what_nobody_sent_and_what_is_no_upload_are_equally_missing()
    {
        var (student, other) = (await host.StudentAsync(), await host.StudentAsync());
        var enrolment = await student.EnrolledAsync(JourneyHost.FeatureCode);
        var unsent = (await student.PostAsync("/photo-uploads")).Created()["uploadId"]!;
        var foreign = await other.SendPhotoAsync();

        foreach (var upload in new[] { foreign, unsent, "CfDJ8", "", new string('x', 5000) })
            (await student.SubmitSentAsync(enrolment, upload)).NotFound("photo.upload_not_found");
        (await other.SubmitSentAsync(await other.EnrolledAsync(JourneyHost.FeatureCode), foreign)).Created();
    }

    [Fact]
    public async Task A_form_takes_one_file_of_a_photos_size_and_a_second_one_takes_its_place()
    {
        var student = await host.StudentAsync();
        var form = (await student.PostAsync("/photo-uploads")).Created();
        form["maxBytes"].ShouldBe("10485760");

        (await student.SendFormAsync(form, [])).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await student.SendFormAsync(form, new byte[(10 * 1024 * 1024) + 1])).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await host.Guest().UploadAsync($"/photo-uploads/{form["uploadId"]}", "photo", Photos.Good))
            .Refused(HttpStatusCode.BadRequest, "photo.missing");
        (await host.Guest().UploadAsync("/photo-uploads/mine", "file", Photos.Good)).NotFound("photo.upload_not_found");
        (await student.SendFormAsync(form, Photos.With("eyes-closed"))).ShouldBe(HttpStatusCode.NoContent);
        (await student.SendFormAsync(form, Photos.Good)).ShouldBe(HttpStatusCode.NoContent);

        (await student.SubmitSentAsync(await student.EnrolledAsync(JourneyHost.FeatureCode), form["uploadId"]!))
            .Created()["verdict"].ShouldBe("Pass");
    }

    [Fact]
    public async Task Nobody_sends_a_face_before_the_consents_are_given()
    {
        var student = await host.NewStudent().LogInAsync();
        (await student.PostAsync("/photo-uploads")).Conflict("consent.required");
    }

    [Fact]
    public async Task After_sixty_forms_a_day_the_next_is_refused_until_tomorrow()
    {
        var student = await host.StudentAsync();
        for (var form = 0; form < 60; form++) (await student.PostAsync("/photo-uploads")).Created();

        (await student.PostAsync("/photo-uploads")).Refused(HttpStatusCode.TooManyRequests, "submission.daily_limit")
            .Headers.RetryAfter.ShouldNotBeNull();
    }

    private int Waiting() => Directory.EnumerateFiles(Path.Combine(host.Folder, "photos", "incoming")).Count();
}
