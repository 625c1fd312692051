using CampusPhoto.Application;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure;
using CampusPhoto.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>
/// Gives students further enrolments whose photo has passed, after the model of their first one, for tests of what comes
/// after the photo: the check of thousands of photos would take longer than all the rest.
/// </summary>
internal sealed class ReadySubmissions : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private int _numbers;

    public ReadySubmissions(ApiProcess api)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        foreach (var (name, value) in api.Database.Settings) builder.Configuration[name] = value;
        builder.Configuration["Storage:Path"] = api.PhotoFolder;
        builder.Logging.ClearProviders();
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
        _services = builder.Services.BuildServiceProvider();
    }

    /// <returns>One new submission for each of the models.</returns>
    public async Task<IReadOnlyList<Guid>> AddAsync(IReadOnlyList<Guid> models)
    {
        var hasher = _services.GetRequiredService<IPersonalDataHasher>();
        var now = TimeProvider.System.GetUtcNow();
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var campaign = await db.Campaigns.SingleAsync();
        List<Guid> ids = [];
        foreach (var id in models)
        {
            var model = await db.Submissions.AsNoTracking().SingleAsync(found => found.Id == new SubmissionId(id));
            var number = $"2028{Interlocked.Increment(ref _numbers):000000000}";
            var identity = new StudentIdentity(
                number, hasher.Hash(PersonalValue.UniqueNumber, number), "张*", "3702**********0016", "10425", "中国石油大学（华东）", "地质学");
            var enrolment = Enrolment.Join(
                Id.New<EnrolmentId>(now), campaign, "10425", new Recognition(Id.New<RecognitionId>(now), model.AccountId, identity, now), now).Value;
            var submission = new Submission(
                Id.New<SubmissionId>(now), enrolment.Id, model.AccountId, model.Original, model.Standardised, model.Report, now);
            db.AddRange(enrolment, submission);
            ids.Add(submission.Id.Value);
        }

        await db.SaveChangesAsync();
        return ids;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
