using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class StaleVersionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_reviewers_who_decide_at_once_one_wins_and_the_other_s_decision_is_not_saved()
    {
        await using var school = await Installation.OpenAsync();
        var order = await (await OpenCampaign.SaveAsync(school.Node)).OrderAsync(one =>
        {
            Campus.Pay(one, school.Node.Now);
            one.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), school.Node.Now);
        });
        await using var first = school.Node.Scope();
        await using var second = school.Node.Scope();
        var approving = (await Orders(first).GetAsync(order.Id, Ct))!;
        var rejecting = (await Orders(second).GetAsync(order.Id, Ct))!;
        approving.Approve(order.CurrentSubmissionId, Campus.Reviewer, school.Node.Now).Succeeded.ShouldBeTrue();
        rejecting.Reject(
            order.CurrentSubmissionId, [RejectionReason.Catalogue[0].Code], null, Campus.Reviewer, school.Node.Now).Succeeded.ShouldBeTrue();

        (await Unit(first).TrySaveAsync(Ct)).ShouldBeTrue();
        (await Unit(second).TrySaveAsync(Ct)).ShouldBeFalse();

        await using var db = school.Node.Open();
        var saved = await db.Orders.Include(one => one.Reviews).SingleAsync(Ct);
        saved.Status.ShouldBe(OrderStatus.PendingProduction);
        saved.Reviews.ShouldHaveSingleItem().Approved.ShouldBeTrue();
        (await db.OutboxMessages.CountAsync(message => message.Payload.Contains("\"Reject\""), Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task After_a_conflict_the_unit_of_work_forgets_reads_afresh_and_saves()
    {
        await using var school = await Installation.OpenAsync();
        var account = Campus.Account(school.Node.Hasher, school.Node.Now);
        await school.Node.SaveAsync(account);
        await using var first = school.Node.Scope();
        await using var second = school.Node.Scope();
        var one = (await Accounts(first).GetAsync(account.Id, Ct))!;
        (await Accounts(second).GetAsync(account.Id, Ct))!.AllowMessage("template-a");
        (await Unit(second).TrySaveAsync(Ct)).ShouldBeTrue();

        one.AllowMessage("template-b");
        (await Unit(first).TrySaveAsync(Ct)).ShouldBeFalse();
        Unit(first).Forget();
        (await Accounts(first).GetAsync(account.Id, Ct))!.AllowMessage("template-b");
        (await Unit(first).TrySaveAsync(Ct)).ShouldBeTrue();

        await using var db = school.Node.Open();
        (await db.Accounts.SingleAsync(Ct)).MessageCredits.Select(credit => credit.TemplateId)
            .ShouldBe(["template-a", "template-b", "template-done", "template-paid"], ignoreOrder: true);
    }

    [Fact]
    public async Task Sixteen_changes_at_once_of_one_account_that_retry_all_arrive()
    {
        await using var school = await Installation.OpenAsync();
        var account = Campus.Account(school.Node.Hasher, school.Node.Now);
        await school.Node.SaveAsync(account);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => AllowAsync($"template-{number:00}"), Ct)));

        await using var db = school.Node.Open();
        var saved = await db.Accounts.SingleAsync(Ct);
        saved.MessageCredits.Count.ShouldBe(2 + 16);
        saved.Version.ShouldBe(account.Version + 16);

        async Task AllowAsync(string template)
        {
            await using var scope = school.Node.Scope();
            do
            {
                Unit(scope).Forget();
                (await Accounts(scope).GetAsync(account.Id, Ct))!.AllowMessage(template);
            }
            while (!await Unit(scope).TrySaveAsync(Ct));
        }
    }

    [Fact]
    public async Task An_error_that_is_no_conflict_is_not_told_as_one()
    {
        await using var school = await Installation.OpenAsync();
        await using var scope = school.Node.Scope();
        var campaign = Campus.Campaign(Campus.School(school.Node.Now), school.Node.Now);
        scope.ServiceProvider.GetRequiredService<CampusPhoto.Infrastructure.Persistence.AppDbContext>().Add(campaign);

        await Should.ThrowAsync<DbUpdateException>(() => Unit(scope).TrySaveAsync(Ct));
    }

    private static IOrderRepository Orders(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<IOrderRepository>();

    private static IAccountRepository Accounts(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<IAccountRepository>();

    private static IUnitOfWork Unit(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
}
