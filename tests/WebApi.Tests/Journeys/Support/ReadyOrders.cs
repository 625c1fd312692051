using CampusPhoto.Application;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Tests.Shared;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>
/// Places orders that wait for payment, each for another enrolment whose photo passed after the model of the student's first
/// one: by the use case itself and on the API's database, but in this process, which is warm when the API has just started.
/// </summary>
internal sealed class ReadyOrders : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Dictionary<Guid, Submission> _models = [];
    private int _numbers;

    public ReadyOrders(ApiProcess api)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        foreach (var (name, value) in api.Database.Settings) builder.Configuration[name] = value;

        // No connection of ours may outlive a kill: the next start of the API shall find SQLite's files as a crash leaves them.
        if (TestDatabase.IsSqlite) builder.Configuration["Database:ConnectionString"] += ";Pooling=False";
        builder.Configuration["Storage:Path"] = api.PhotoFolder;
        builder.Logging.ClearProviders();
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
        _services = builder.Services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    /// <returns>One new order for each of the models, which are submissions that passed.</returns>
    public async Task<IReadOnlyList<OrderView>> PlaceAsync(IEnumerable<Guid> models)
    {
        var now = TimeProvider.System.GetUtcNow();
        List<Submission> submissions = [];
        await using (var scope = _services.CreateAsyncScope())
        {
            var hasher = _services.GetRequiredService<IPersonalDataHasher>();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var campaign = await db.Campaigns.SingleAsync();
            foreach (var id in models)
            {
                var model = _models.TryGetValue(id, out var known)
                    ? known
                    : _models[id] = await db.Submissions.AsNoTracking().SingleAsync(found => found.Id == new SubmissionId(id));
                var number = $"2028{Interlocked.Increment(ref _numbers):000000000}";
                var identity = new StudentIdentity(
                    number, hasher.Hash(PersonalValue.UniqueNumber, number), "张*", "3702**********0016", "10425", "中国石油大学（华东）", "地质学");
                var enrolment = Enrolment.Join(
                    Id.New<EnrolmentId>(now), campaign, "10425", new Recognition(Id.New<RecognitionId>(now), model.AccountId, identity, now), now).Value;
                var submission = new Submission(
                    Id.New<SubmissionId>(now), enrolment.Id, model.AccountId, model.Original, model.Standardised, model.Report, now);
                db.AddRange(enrolment, submission);
                submissions.Add(submission);
            }

            await db.SaveChangesAsync();
        }

        List<OrderView> placed = [];
        foreach (var submission in submissions)
        {
            await using var scope = _services.CreateAsyncScope();
            placed.Add((await scope.ServiceProvider.GetRequiredService<ISender>()
                .Send(new PlaceOrderCommand(submission.AccountId, submission.Id))).Value);
        }

        return placed;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
