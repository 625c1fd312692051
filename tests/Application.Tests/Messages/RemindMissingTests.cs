using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Rosters;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Application.Tests.Messages;

/// <summary>催办 that a node dies over.</summary>
public sealed class RemindMissingTests
{
    private const int Missing = 230;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_timers_tell_the_rest_and_nobody_twice()
    {
        await using var school = await School.OpenAsync();
        await school.PlaceManyAsync(Missing);
        await BreakOffAsync(school, after: 2);
        (await ToldAsync(school)).Count.ShouldBe(100);

        // A live node may still be at it.
        (await school.SendAsync(new ResumeRemindersProcess())).Value.ShouldBe(new ResumedReminders(0, 0));
        school.Clock.Advance(TimeSpan.FromMinutes(5));
        (await school.SendAsync(new ResumeRemindersProcess())).Value.ShouldBe(new ResumedReminders(1, Missing - 100));
        (await school.SendAsync(new ResumeRemindersProcess())).Value.ShouldBe(new ResumedReminders(0, 0));
        var told = await ToldAsync(school);
        told.Count.ShouldBe(Missing);
        told.Distinct().Count().ShouldBe(Missing);
    }

    [Fact]
    public async Task The_next_call_tells_the_rest_and_the_pause_counts_from_the_beginning()
    {
        await using var school = await School.OpenAsync();
        await school.PlaceManyAsync(Missing);
        var begun = school.Now;
        await BreakOffAsync(school, after: 3);
        var campaign = await school.CampaignAsync();
        (await school.SendAsync(new RemindMissingProcess(campaign, null))).Error!.Code.ShouldBe("campaign.reminded_lately");

        school.Clock.Advance(TimeSpan.FromMinutes(5));
        var rest = (await school.SendAsync(new RemindMissingProcess(campaign, null))).Value;
        (rest.Reminded, rest.NextAt).ShouldBe((Missing - 200, begun.AddDays(1)));
        (await ToldAsync(school)).Distinct().Count().ShouldBe(Missing);
        (await school.SendAsync(new RemindMissingProcess(campaign, null))).Error!.Code.ShouldBe("campaign.reminded_lately");
    }

    [Fact]
    public async Task What_was_broken_off_ends_untold_once_the_campaign_takes_no_photo()
    {
        await using var school = await School.OpenAsync();
        await school.PlaceManyAsync(Missing);
        await BreakOffAsync(school, after: 2);
        await school.ReadAsync(async db =>
        {
            (await db.Campaigns.FirstAsync(Ct)).Close();
            return await db.SaveChangesAsync(Ct);
        });
        school.Clock.Advance(TimeSpan.FromHours(1));
        (await school.SendAsync(new ResumeRemindersProcess())).Value.ShouldBe(new ResumedReminders(1, 0));
        (await school.SendAsync(new ResumeRemindersProcess())).Value.ShouldBe(new ResumedReminders(0, 0));
    }

    /// <summary>Begins to remind, and dies instead of sending the command after so many.</summary>
    private static async Task BreakOffAsync(School school, int after)
    {
        var campaign = await school.CampaignAsync();
        await using var scope = school.Services.CreateAsyncScope();
        var dying = new DyingSender(scope.ServiceProvider.GetRequiredService<ISender>(), after);
        var db = scope.ServiceProvider.GetRequiredService<IReadDb>();
        var handler = new RemindMissingHandler(
            dying, new MissingReminders(dying, db, school.Clock), scope.ServiceProvider.GetRequiredService<IRosters>());
        await Should.ThrowAsync<IOException>(() => handler.Handle(new RemindMissingProcess(campaign, null), Ct));
    }

    private static Task<List<AccountId>> ToldAsync(School school) => school.ReadAsync(db => db.InboxMessages
        .Where(message => message.Topic == MessageTopic.Missing).Select(message => message.AccountId).ToListAsync(Ct));

    private sealed class DyingSender(ISender sender, int left) : ISender
    {
        private int _left = left;

        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) =>
            _left-- > 0 ? sender.Send(request, cancellationToken) : throw new IOException("The node died.");

        public Task Send<TRequest>(TRequest request, CancellationToken cancellationToken = default)
            where TRequest : IRequest => throw new NotSupportedException();

        public Task<object?> Send(object request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<TResponse> CreateStream<TResponse>(
            IStreamRequest<TResponse> request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<object?> CreateStream(object request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
