using System.Net;
using CampusPhoto.PortraitStudio;
using CampusPhoto.WebApi.Tests.Journeys.Support;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>The catalogue, and checks without an order.</summary>
public sealed class PhotoCheckTests(JourneyHost host)
{
    private const string Graduation = "chsi-graduation-2017";

    [Fact]
    public async Task Everybody_reads_the_catalogue_with_sources_and_what_is_not_certain()
    {
        var list = (await host.Guest().GetAsync("/photo-specifications")).Ok();
        list.List("items").Count.ShouldBeGreaterThan(10);

        var one = (await host.Guest().GetAsync("/photo-specifications/idcard-ga461-2004")).Ok();
        (one["version"], one["extends.id"], one["output.width"], one["output.eyeLine.max"]).ShouldBe(("1", Graduation, "358", "234"));
        one["source"].ShouldNotBeNullOrEmpty();
        one.List("unverified").ShouldNotBeEmpty();
        one.List("overlay.lines").ShouldNotBeEmpty();
        (await host.Guest().GetAsync($"/photo-specifications/{Graduation}?version=1")).Ok()["sha256"]!.Length.ShouldBe(64);
        (await host.Guest().GetAsync($"/photo-specifications/{Graduation}?version=99")).NotFound("photo_specification.not_found");
        (await host.Guest().GetAsync("/photo-specifications/nothing")).NotFound("photo_specification.not_found");
    }

    [Fact]
    public async Task A_student_tries_a_photo_by_any_specification_without_an_order()
    {
        var student = await host.StudentAsync();

        var tried = (await TryAsync(student, Graduation, student.Photo)).Ok();

        (tried["verdict"], tried["report.specificationId"], tried["width"]).ShouldBe(("Pass", Graduation, "1200"));
        int.Parse(tried["deliveredBytes"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(40_000);
        tried.List("operations").Count.ShouldBeGreaterThanOrEqualTo(4);
        (await TryAsync(student, Graduation, Photos.With("mouth-open"))).Ok()["verdict"].ShouldBe("Fail");
        (await TryAsync(student, "freshman", student.Photo)).Ok()["report.specificationId"].ShouldBe("freshman");
    }

    [Fact]
    public async Task A_trial_needs_a_specification_a_photo_and_both_consents()
    {
        var student = await host.StudentAsync();
        (await student.UploadAsync("/photo-checks", "photo", student.Photo)).Refused(HttpStatusCode.BadRequest, "photo_check.incomplete");
        (await student.UploadAsync("/photo-checks", "other", student.Photo, fields: ("specificationId", Graduation)))
            .Refused(HttpStatusCode.BadRequest, "photo_check.incomplete");
        (await TryAsync(student, "nothing", student.Photo)).NotFound("photo_specification.not_found");
        (await TryAsync(student, Graduation, [1, 2, 3])).Refused(HttpStatusCode.UnsupportedMediaType, "photo.type_unsupported");

        var newcomer = await host.NewStudent().LogInAsync();
        (await TryAsync(newcomer, Graduation, newcomer.Photo)).Refused(HttpStatusCode.Conflict, "consent.required");
        (await TryAsync(host.Guest(), Graduation, student.Photo)).Refused(HttpStatusCode.Unauthorized, "auth.required");
    }

    [Fact]
    public async Task A_day_has_twenty_trials_of_photos_that_could_be_judged()
    {
        var student = await host.StudentAsync();
        for (var refused = 0; refused < 5; refused++) (await TryAsync(student, Graduation, [1, 2, 3])).Refused(HttpStatusCode.UnsupportedMediaType, "photo.type_unsupported");
        var small = Studio.Draw(new Portrait { Width = 48, Height = 64 });
        for (var trial = 0; trial < 20; trial++) (await TryAsync(student, Graduation, small)).Ok();

        (await TryAsync(student, Graduation, small)).Refused(HttpStatusCode.TooManyRequests, "photo_check.daily_limit")
            .Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.FromHours(23));
    }

    [Fact]
    public async Task The_camera_is_told_what_to_move_and_by_how_much()
    {
        var student = await host.StudentAsync();
        var fits = new Portrait { Width = 360, Height = 480, FaceWidth = 0.48, HeadTop = 0.12 };
        (await GuideAsync(student, fits)).Ok()["ready"].ShouldBe("True");

        var far = (await GuideAsync(student, fits with { FaceWidth = 0.25, HeadTop = 0.3 })).Ok();
        far["ready"].ShouldBe("False");
        var move = far.Json.GetProperty("moves").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "face.width");
        move.GetProperty("by").GetDouble().ShouldBeLessThan(-20);
        move.GetProperty("text").GetString()!.ShouldContain("靠近");

        (await student.UploadAsync("/photo-checks/frames", "frame", new byte[600 * 1024], fields: ("specificationId", Graduation)))
            .Refused(HttpStatusCode.RequestEntityTooLarge, "photo.too_large");
    }

    [Fact]
    public async Task An_integrator_checks_a_photo_by_its_own_scope_only()
    {
        var integrator = await host.IntegratorAsync();
        (await integrator.UploadAsync("/integrations/photo-checks", "photo", Photos.Good, fields: ("specificationId", Graduation)))
            .Ok()["verdict"].ShouldBe("Pass");
        (await TryAsync(integrator, Graduation, Photos.Good)).Refused(HttpStatusCode.Forbidden, "auth.forbidden");
        var student = await host.StudentAsync();
        (await student.UploadAsync("/integrations/photo-checks", "photo", Photos.Good, fields: ("specificationId", Graduation)))
            .Refused(HttpStatusCode.Forbidden, "auth.forbidden");
    }

    [Fact]
    public async Task Two_hundred_broken_files_are_all_answered_and_none_by_an_error_of_the_server()
    {
        var integrator = await host.IntegratorAsync();
        foreach (var (family, make) in BrokenFiles.All)
        {
            for (var number = 0; number < 4; number++)
            {
                var answer = await integrator.UploadAsync("/integrations/photo-checks", "photo", make(number), fields: ("specificationId", Graduation));
                ((int)answer.Status).ShouldBeOneOf([200, 413, 415, 422], $"{family} {number}: {answer}");
                if (answer.Status != HttpStatusCode.OK) answer.Code!.ShouldStartWith("photo.", customMessage: $"{family} {number}");
            }
        }
    }

    [Theory]
    [InlineData("../../etc/passwd.jpg")]
    [InlineData("photo.php")]
    [InlineData("\u202Egpj.exe")]
    [InlineData("😀.jpg")]
    [InlineData("long")]
    public async Task What_a_file_is_called_does_not_matter(string name)
    {
        if (name == "long") name = new string('x', 1_000) + ".jpg";
        var student = await host.StudentAsync();
        var small = Studio.Draw(new Portrait { Width = 48, Height = 64 });
        (await student.UploadAsync("/photo-checks", "photo", small, name, fields: ("specificationId", Graduation)))
            .Ok()["verdict"].ShouldBe("Fail");
    }

    private static Task<Answer> TryAsync(Caller caller, string specification, byte[] photo) =>
        caller.UploadAsync("/photo-checks", "photo", photo, fields: ("specificationId", specification));

    private static Task<Answer> GuideAsync(Student student, Portrait frame) => student.UploadAsync(
        "/photo-checks/frames", "frame", Studio.Draw(frame, quality: 80), fields: ("specificationId", Graduation));
}
