using CampusPhoto.Application;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.PortraitStudio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Benchmarks;

/// <summary>Fills the database with students whose photo has passed: one by the API itself, the others after its model.</summary>
internal static class PassedSubmissions
{
    private const int Chunk = 500;

    public static async Task<IReadOnlyList<Guid>> AddAsync(Api api, int count)
    {
        await using var services = Services(api);
        var now = TimeProvider.System.GetUtcNow();
        await api.LogInAsync();
        var enrolmentId = await api.EnrolAsync(services.GetRequiredService<SignedCollectionCodeIssuer>().IssueText(Code(0, now), now));
        var modelId = new SubmissionId((await api.UploadAsync(enrolmentId, Studio.Draw(new Portrait()))).GetProperty("id").GetGuid());

        var hasher = services.GetRequiredService<IPersonalDataHasher>();
        List<Guid> ids = [];
        foreach (var numbers in Enumerable.Range(1, count).Chunk(Chunk))
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var model = await db.Submissions.AsNoTracking().SingleAsync(found => found.Id == modelId);
            var campaign = await db.Campaigns.SingleAsync();
            foreach (var number in numbers)
            {
                var code = Code(number, now);
                var identity = new StudentIdentity(
                    code.UniqueNumber, hasher.Hash(PersonalValue.UniqueNumber, code.UniqueNumber), code.MaskedName, code.MaskedIdNumber,
                    code.SchoolCode, code.SchoolName, code.Major);
                var recognition = new Recognition(Id.New<RecognitionId>(now), model.AccountId, identity, now);
                var enrolment = Enrolment.Join(Id.New<EnrolmentId>(now), campaign, code.SchoolCode, recognition, now).Value;
                var submission = new Submission(
                    Id.New<SubmissionId>(now), enrolment.Id, model.AccountId, model.Original, model.Standardised, model.Report, now);
                db.AddRange(enrolment, submission);
                ids.Add(submission.Id.Value);
            }

            await db.SaveChangesAsync();
        }

        return ids;
    }

    public static CollectionCode Code(int number, DateTimeOffset now) => new(
        $"2027{number:000000000}", "张*", "3702**********0016", "10425", "中国石油大学（华东）", "计算机科学与技术", now.AddDays(30));

    public static ServiceProvider Services(Api api)
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        foreach (var (name, value) in api.Settings) builder.Configuration[name] = value;
        builder.Logging.ClearProviders();
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
        return builder.Services.BuildServiceProvider();
    }
}
