using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Storage;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Storage;

public sealed class OrphanedPhotosSweepTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photos_that_no_row_names_are_deleted_once_they_are_older_than_a_day()
    {
        await using var school = await Installation.OpenAsync();
        string orphan = await WriteAsync(school, OrphanedPhotosSweep.LeastAge + TimeSpan.FromSeconds(1));
        string young = await WriteAsync(school, OrphanedPhotosSweep.LeastAge - TimeSpan.FromSeconds(1));

        await SweepAsync(school.Node);

        (await IsThereAsync(school, orphan)).ShouldBeFalse();
        (await IsThereAsync(school, young)).ShouldBeTrue();
        school.Node.Log.Warnings.ShouldHaveSingleItem().ShouldContain("1 photos");

        school.Node.Clock.Advance(TimeSpan.FromDays(1));
        await SweepAsync(school.Node);
        (await IsThereAsync(school, young)).ShouldBeFalse();
    }

    [Fact]
    public async Task Photos_of_submissions_whether_passed_or_not_and_of_batches_are_never_deleted()
    {
        await using var school = await Installation.OpenAsync();
        var now = school.Node.Now;
        var open = await OpenCampaign.SaveAsync(school.Node);
        var enrolled = await open.EnrolAsync();
        var old = TimeSpan.FromDays(300);
        string[] keys = [await WriteAsync(school, old), await WriteAsync(school, old), await WriteAsync(school, old), await WriteAsync(school, old)];
        var passed = Submission(enrolled, keys[0], keys[1]);
        var failed = Submission(enrolled, keys[2], null);
        await school.Node.SaveAsync(passed, failed);

        var order = enrolled.Place();
        Campus.Pay(order, now);
        order.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), now);
        order.Approve(order.CurrentSubmissionId, Campus.Reviewer, now);
        var batch = new ProductionBatch(Id.New<BatchId>(now), open.Campaign.Id, Campus.Operator.Id, now);
        var delivered = new Submission(
            enrolled.Submission.Id, enrolled.Enrolment.Id, enrolled.Account.Id, Campus.Photo(),
            Campus.Photo() with { Key = keys[3] }, enrolled.Submission.Report, now);
        await school.Node.SaveAsync(order, batch, batch.Take(order, delivered, Campus.Operator, now).Value);

        await SweepAsync(school.Node);

        foreach (string key in keys) (await IsThereAsync(school, key)).ShouldBeTrue();
    }

    [Fact]
    public async Task Files_that_are_no_photos_of_the_store_are_left_alone()
    {
        await using var school = await Installation.OpenAsync();
        await WriteAsync(school, TimeSpan.Zero);
        string note = Path.Combine(Directory.CreateDirectory(Path.Combine(school.PhotoFolder, "lost+found")).FullName, "note.txt");
        await File.WriteAllTextAsync(note, "by the administrator", Ct);
        File.SetLastWriteTimeUtc(note, (school.Node.Now - TimeSpan.FromDays(300)).UtcDateTime);

        await SweepAsync(school.Node);

        File.Exists(note).ShouldBeTrue();
    }

    private static Submission Submission(Enrolled enrolled, string original, string? standardised) => new(
        Id.New<SubmissionId>(enrolled.In.Node.Now), enrolled.Enrolment.Id, enrolled.Account.Id,
        Campus.Photo() with { Key = original }, standardised is null ? null : Campus.Photo() with { Key = standardised },
        enrolled.Submission.Report, enrolled.In.Node.Now);

    private static async Task<string> WriteAsync(Installation school, TimeSpan age)
    {
        string key = (await school.Node.Get<IPhotoStore>().StoreAsync(new byte[] { 1, 2, 3 }, "image/jpeg", Ct)).Key;
        string file = Directory.EnumerateFiles(school.PhotoFolder, key, SearchOption.AllDirectories).Single();
        File.SetLastWriteTimeUtc(file, (school.Node.Now - age).UtcDateTime);
        return key;
    }

    private static async Task<bool> IsThereAsync(Installation school, string key)
    {
        await using var photo = await school.Node.Get<IPhotoStore>().OpenAsync(key, Ct);
        return photo is not null;
    }

    private static Task SweepAsync(Node node) =>
        node.Services.GetServices<ISweep>().OfType<OrphanedPhotosSweep>().Single().RunOnceAsync(Ct);
}
