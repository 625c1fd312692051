using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Production;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Staff;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class UniqueValueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_account_of_the_same_WeChat_user_is_refused() => await WithAsync(async open =>
    {
        await open.Node.SaveAsync(Campus.Account(open.Node.Hasher, open.Node.Now, "oSame"));
        await RefusesAsync(open.Node, Campus.Account(open.Node.Hasher, open.Node.Now, "oSame"));
    });

    [Fact]
    public async Task A_second_school_of_the_same_code_is_refused() => await WithAsync(open =>
        RefusesAsync(open.Node, Campus.School(open.Node.Now)));

    [Fact]
    public async Task A_feature_code_belongs_to_one_open_campaign_but_may_be_used_again_once_that_is_closed() => await WithAsync(async open =>
    {
        await open.Node.SaveAsync(Campus.Campaign(open.School, open.Node.Now, open: false));
        await RefusesAsync(open.Node, Campus.Campaign(open.School, open.Node.Now));

        await using (var db = open.Node.Open())
        {
            (await db.Campaigns.SingleAsync(one => one.Id == open.Campaign.Id, Ct)).Close();
            await db.SaveChangesAsync(Ct);
        }

        await open.Node.SaveAsync(Campus.Campaign(open.School, open.Node.Now));
    });

    [Fact]
    public async Task A_student_enrols_in_a_campaign_once_until_the_enrolment_is_released() => await WithAsync(async open =>
    {
        var first = await open.EnrolAsync("10425202700009999");
        await RefusesAsync(open.Node, Again(open, "10425202700009999"));
        await open.Node.SaveAsync(Again(open, "10425202700008888"));

        await using (var db = open.Node.Open())
        {
            (await db.Enrolments.SingleAsync(one => one.Id == first.Enrolment.Id, Ct)).Release(open.Node.Now);
            await db.SaveChangesAsync(Ct);
        }

        await open.Node.SaveAsync(Again(open, "10425202700009999"));
    });

    [Fact]
    public async Task An_order_number_is_given_once() => await WithAsync(async open =>
    {
        const string Number = "000015-20260506150809123";
        await open.Node.SaveAsync((await open.EnrolAsync()).Place(Number));
        await RefusesAsync(open.Node, (await open.EnrolAsync()).Place(Number));
    });

    [Fact]
    public async Task A_student_has_one_live_collection_order_in_a_campaign_and_another_only_after_it_was_cancelled() => await WithAsync(async open =>
    {
        var enrolled = await open.EnrolAsync();
        var first = enrolled.Place();
        await open.Node.SaveAsync(first);
        await RefusesAsync(open.Node, enrolled.Place());

        await using (var db = open.Node.Open())
        {
            var loaded = await db.Orders.Include(order => order.History).SingleAsync(Ct);
            loaded.BeginToEnd(OrderAction.Cancel, Campus.Owner(loaded), open.Node.Now).Succeeded.ShouldBeTrue();
            await db.SaveChangesAsync(Ct);
        }

        await open.Node.SaveAsync(enrolled.Place());
        await RefusesAsync(open.Node, enrolled.Place());
    });

    [Fact]
    public async Task A_completed_order_still_takes_the_student_s_place() => await WithAsync(async open =>
    {
        var enrolled = await open.EnrolAsync();
        var order = enrolled.Place();
        Campus.Pay(order, open.Node.Now);
        order.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), open.Node.Now);
        order.Approve(order.CurrentSubmissionId, Campus.Reviewer, open.Node.Now);
        var batch = new ProductionBatch(Id.New<BatchId>(open.Node.Now), open.Campaign.Id, Campus.Operator.Id, open.Node.Now);
        var line = batch.Take(order, enrolled.Submission, Campus.Operator, open.Node.Now).Value;
        order.Complete("SF1", Campus.Operator, open.Node.Now).Succeeded.ShouldBeTrue();
        await open.Node.SaveAsync(batch, order, line);

        await RefusesAsync(open.Node, enrolled.Place());
    });

    [Fact]
    public async Task A_payment_s_transaction_is_received_once_and_by_one_order_only() => await WithAsync(async open =>
    {
        const string Transaction = "4200001234202605061234567890";
        await open.OrderAsync(order => Campus.Pay(order, open.Node.Now, Transaction));
        var other = (await open.EnrolAsync()).Place();
        Campus.Pay(other, open.Node.Now, Transaction);
        await RefusesAsync(open.Node, other);
    });

    [Fact]
    public async Task An_order_is_in_one_batch_at_a_time() => await WithAsync(async open =>
    {
        var enrolled = await open.EnrolAsync();
        var order = enrolled.Place();
        Campus.Pay(order, open.Node.Now);
        order.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), open.Node.Now);
        order.Approve(order.CurrentSubmissionId, Campus.Reviewer, open.Node.Now);
        var (first, second) = (Batch(open), Batch(open));
        var line = first.Take(order, enrolled.Submission, Campus.Operator, open.Node.Now).Value;
        await open.Node.SaveAsync(first, order, line);

        order.ReturnFromBatch("尺寸不符", Campus.Operator, open.Node.Now).Succeeded.ShouldBeTrue();
        var again = second.Take(order, enrolled.Submission, Campus.Operator, open.Node.Now).Value;
        await RefusesAsync(open.Node, second, again);

        await using (var db = open.Node.Open())
        {
            (await db.BatchLines.SingleAsync(Ct)).MarkReturned();
            await db.SaveChangesAsync(Ct);
        }

        await open.Node.SaveAsync(second, again);
    });

    [Fact]
    public async Task An_integrator_s_client_name_and_a_handled_message_are_there_once() => await WithAsync(async open =>
    {
        await open.Node.SaveAsync(Client());
        await RefusesAsync(open.Node, Client());

        var mark = new HandledMark { MessageId = Guid.CreateVersion7(), Handler = "TellStudent", HandledAt = open.Node.Now };
        await open.Node.SaveAsync(mark);
        await RefusesAsync(open.Node, new HandledMark { MessageId = mark.MessageId, Handler = mark.Handler, HandledAt = open.Node.Now });
    });

    [Fact]
    public async Task Nothing_may_point_at_what_is_not_there() => await WithAsync(async open =>
    {
        var stranger = Campus.Account(open.Node.Hasher, open.Node.Now);
        var orphan = Campus.Enrolment(open.Campaign, stranger, Campus.Student(open.Node.Hasher), open.Node.Now);

        var refusal = await Should.ThrowAsync<DbUpdateException>(() => open.Node.SaveAsync(orphan));
        UniqueViolation.Is(refusal).ShouldBeFalse();
    });

    private static async Task WithAsync(Func<OpenCampaign, Task> test)
    {
        await using var school = await Installation.OpenAsync();
        await test(await OpenCampaign.SaveAsync(school.Node));
    }

    private static async Task RefusesAsync(Node node, params object[] rows) =>
        UniqueViolation.Is(await Should.ThrowAsync<DbUpdateException>(() => node.SaveAsync(rows))).ShouldBeTrue();

    private static Enrolment Again(OpenCampaign open, string number)
    {
        using var db = open.Node.Open();
        var account = db.Accounts.First();
        return Campus.Enrolment(open.Campaign, account, Campus.Student(open.Node.Hasher, number), open.Node.Now);
    }

    private static ProductionBatch Batch(OpenCampaign open) =>
        new(Id.New<BatchId>(open.Node.Now), open.Campaign.Id, Campus.Operator.Id, open.Node.Now);

    private static IntegratorClientRow Client() => new() { Id = Guid.CreateVersion7(), ClientId = "huadong", Scopes = "orders" };
}
