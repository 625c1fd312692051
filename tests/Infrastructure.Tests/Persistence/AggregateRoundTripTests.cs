using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Messages;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class AggregateRoundTripTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_student_s_account_comes_back_with_phone_consents_and_message_credits()
    {
        await using var school = await Installation.OpenAsync();
        var account = Campus.Account(school.Node.Hasher, school.Node.Now);
        account.Agree("2026-06", school.Node.Now.AddMinutes(1));
        account.WithdrawConsent(ConsentPurpose.FaceData, school.Node.Now.AddMinutes(2)).Succeeded.ShouldBeTrue();
        await school.Node.SaveAsync(account);

        await using var scope = school.Node.Scope();
        var loaded = await scope.ServiceProvider.GetRequiredService<IAccountRepository>().FindByOpenIdAsync(account.OpenId, Ct);

        Every.Field(loaded!).ShouldBe(Every.Field(account));
        Every.DefaultField([account]).ShouldBe(["DeletedAt"]);
    }

    [Fact]
    public async Task A_deleted_account_comes_back_as_a_pseudonym_with_its_consents()
    {
        await using var school = await Installation.OpenAsync();
        var account = Campus.Account(school.Node.Hasher, school.Node.Now);
        await school.Node.SaveAsync(account);
        await using (var db = school.Node.Open())
        {
            (await db.Accounts.SingleAsync(Ct)).Delete(school.Node.Now.AddDays(1));
            await db.SaveChangesAsync(Ct);
        }

        await using var scope = school.Node.Scope();
        (await scope.ServiceProvider.GetRequiredService<IAccountRepository>().GetAsync(account.Id, Ct)).ShouldBeNull();
        await using var after = school.Node.Open();
        var left = await after.Accounts.SingleAsync(Ct);
        (left.OpenId, left.Phone, left.PhoneHash, left.MessageCredits.Count).ShouldBe(($"deleted-{account.Id.Value:N}", null, null, 0));
        left.Consents.Count.ShouldBe(account.Consents.Count);
    }

    [Fact]
    public async Task An_erased_submission_comes_back_without_photos_and_measurements()
    {
        await using var school = await Installation.OpenAsync();
        var enrolled = await (await OpenCampaign.SaveAsync(school.Node)).EnrolAsync();
        await using (var scope = school.Node.Scope())
        {
            var erased = await scope.ServiceProvider.GetRequiredService<IErasure>().ForgetPhotosAsync(enrolled.Enrolment.Id, Ct);
            erased.PhotoKeys.ShouldBe([enrolled.Submission.Original.Key, enrolled.Submission.Standardised!.Key], ignoreOrder: true);
            (await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().TrySaveAsync(Ct)).ShouldBeTrue();
            (await scope.ServiceProvider.GetRequiredService<IErasure>().CountFacesAsync(Ct)).ShouldBe(0);
        }

        await using var db = school.Node.Open();
        var left = await db.Submissions.SingleAsync(one => one.Id == enrolled.Submission.Id, Ct);
        (left.Original, left.Standardised, left.Fingerprint, left.Report.Items.Count, left.MayBeOrdered)
            .ShouldBe((StoredPhoto.Erased, null, null, 0, false));
        foreach (string band in FingerprintBands.Names) db.Entry(left).Property(band).CurrentValue.ShouldBeNull();
    }

    [Fact]
    public async Task A_campaign_comes_back_with_its_terms()
    {
        await using var school = await Installation.OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        await using (var db = school.Node.Open())
        {
            Change(await db.Campaigns.SingleAsync(one => one.Id == open.Campaign.Id, Ct));
            await db.SaveChangesAsync(Ct);
        }

        Change(open.Campaign);

        await using var scope = school.Node.Scope();
        var found = await scope.ServiceProvider.GetRequiredService<ICampaignRepository>()
            .FindOpenAsync(FeatureCode.Parse(" m9ng02 ").Value, Ct);

        found!.Value.SchoolCode.ShouldBe(Campus.SchoolCode);
        Every.Field(found.Value.Campaign).ShouldBe(Every.Field(open.Campaign));
        Every.DefaultField([open.Campaign]).ShouldBe(["Terms.Mode", "Terms.Kind", "Terms.Payer"], ignoreOrder: true);

        void Change(Campaign campaign)
        {
            campaign.Review(ReviewPriority.Raised, 5);
            campaign.Override("""{"maxAgeMonths":6}""").Succeeded.ShouldBeTrue();
            campaign.Remind(school.Node.Now).Succeeded.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_recognition_comes_back_unused_and_used()
    {
        await using var school = await Installation.OpenAsync();
        var account = Campus.Account(school.Node.Hasher, school.Node.Now);
        var recognition = Campus.Recognition(account, Campus.Student(school.Node.Hasher), school.Node.Now);
        await school.Node.SaveAsync(account, recognition);
        (await LoadAsync()).ShouldBe(Every.Field(recognition));

        recognition.Use(school.Node.Now.AddMinutes(2));
        await using (var db = school.Node.Open())
        {
            (await db.Recognitions.SingleAsync(Ct)).Use(school.Node.Now.AddMinutes(2));
            await db.SaveChangesAsync(Ct);
        }

        (await LoadAsync()).ShouldBe(Every.Field(recognition));
        Every.DefaultField([recognition]).ShouldBeEmpty();

        async Task<IReadOnlyList<string>> LoadAsync()
        {
            await using var scope = school.Node.Scope();
            return Every.Field((await scope.ServiceProvider.GetRequiredService<IRecognitionRepository>().GetAsync(recognition.Id, Ct))!);
        }
    }

    [Fact]
    public async Task An_enrolment_and_its_submission_come_back()
    {
        await using var school = await Installation.OpenAsync();
        var enrolled = await (await OpenCampaign.SaveAsync(school.Node)).EnrolAsync();

        await using var scope = school.Node.Scope();
        var enrolment = await scope.ServiceProvider.GetRequiredService<IEnrolmentRepository>().GetAsync(enrolled.Enrolment.Id, Ct);
        var submission = await scope.ServiceProvider.GetRequiredService<ISubmissionRepository>().GetAsync(enrolled.Submission.Id, Ct);

        Every.Field(enrolment!).ShouldBe(Every.Field(enrolled.Enrolment));
        Every.Field(submission!).ShouldBe(Every.Field(enrolled.Submission));
    }

    [Fact]
    public async Task A_submission_without_a_delivered_photo_comes_back_without_one()
    {
        await using var school = await Installation.OpenAsync();
        var enrolled = await (await OpenCampaign.SaveAsync(school.Node)).EnrolAsync();
        var failed = new Submission(
            Id.New<SubmissionId>(school.Node.Now), enrolled.Enrolment.Id, enrolled.Account.Id, Campus.Photo(), null,
            enrolled.Submission.Report, school.Node.Now);
        await school.Node.SaveAsync(failed);

        await using var db = school.Node.Open();
        var loaded = await db.Submissions.SingleAsync(one => one.Id == failed.Id, Ct);
        loaded.Standardised.ShouldBeNull();
        Every.Field(loaded).ShouldBe(Every.Field(failed));
    }

    [Fact]
    public async Task Orders_in_every_part_of_their_life_come_back_whole_with_all_their_parts_in_order()
    {
        await using var school = await Installation.OpenAsync();
        var now = school.Node.Now;
        var open = await OpenCampaign.SaveAsync(school.Node);
        var batch = new ProductionBatch(Id.New<BatchId>(now), open.Campaign.Id, Campus.Operator.Id, now);

        var held = (await open.EnrolAsync()).Place();
        Campus.Pay(held, now);
        held.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), now.AddMinutes(1)).Succeeded.ShouldBeTrue();
        held.RequestRefund("改主意了", Campus.Owner(held), now.AddMinutes(2)).Succeeded.ShouldBeTrue();

        var made = (await open.EnrolAsync()).Place();
        await ReviewTwiceAsync(school.Node, made, now);
        made.StartProduction(batch.Id, Campus.Operator, now.AddMinutes(30)).Succeeded.ShouldBeTrue();
        made.RefundGoodwill(new Money(100), "等待太久", Campus.Finance, Campus.SecondFinance, now.AddMinutes(31)).Succeeded.ShouldBeTrue();
        made.RefuseRefund(made.Refunds[0].OutRefundNo, "NOT_ENOUGH", forGood: false, now).Succeeded.ShouldBeTrue();

        var rejected = (await open.EnrolAsync()).Place();
        Campus.Pay(rejected, now);
        Reject(rejected, now.AddMinutes(5));

        var ending = (await open.EnrolAsync()).Place();
        ending.Pay(Campus.AppId, Campus.MerchantId, "oPayer", Campus.Owner(ending), now).Succeeded.ShouldBeTrue();
        ending.BeginToEnd(OrderAction.Cancel, Campus.Owner(ending), now.AddMinutes(1)).Succeeded.ShouldBeTrue();
        var (returned, transferred) = await ExaminedAsync(open, now);
        var contradicted = Referred((await open.EnrolAsync()).Place(), now);
        contradicted.Reject(contradicted.CurrentSubmissionId, ["GLARE"], null, Colleague, now.AddMinutes(8)).Succeeded.ShouldBeTrue();
        var upheld = Referred((await open.EnrolAsync()).Place(), now);
        upheld.Approve(upheld.CurrentSubmissionId, Colleague, now.AddMinutes(8)).Succeeded.ShouldBeTrue();
        var remade = Delivered((await open.EnrolAsync()).Place(), batch.Id, now);
        remade.RecordResult(accepted: true, "", now.AddDays(3), Campus.Operator, now.AddMinutes(40)).Succeeded.ShouldBeTrue();
        remade.ConfirmProof(Campus.Owner(remade), now.AddMinutes(41)).Succeeded.ShouldBeTrue();
        remade.ReturnForRemake("途中遗失", Campus.Operator, now.AddMinutes(42)).Succeeded.ShouldBeTrue();
        var corrected = Delivered((await open.EnrolAsync()).Place(), batch.Id, now);
        corrected.OpenCorrection("眼镜反光", now.AddDays(3), Campus.Owner(corrected), now.AddMinutes(40)).Succeeded.ShouldBeTrue();
        Order[] all = [held, made, rejected, ending, returned, transferred, contradicted, upheld, remade, corrected];
        await school.Node.SaveAsync([batch, .. all]);

        await using var scope = school.Node.Scope();
        var orders = scope.ServiceProvider.GetRequiredService<IOrderRepository>();
        foreach (var order in all)
        {
            Every.Field((await orders.GetAsync(order.Id, Ct))!).ShouldBe(Every.Field(order));
        }

        (await orders.GetAsync([.. all.Select(order => order.Id)], Ct)).Count.ShouldBe(all.Length);
        (await orders.FindByOutTradeNoAsync(made.Attempts[0].OutTradeNo, Ct))!.Id.ShouldBe(made.Id);
        (await orders.FindByOutTradeNoAsync("000015-00-99", Ct)).ShouldBeNull();
        Every.DefaultField(all).ShouldBe(["Kind", "Mode", "IsAppealed", "Attempts.Checks", "Refunds.Checks"], ignoreOrder: true);
    }

    private static Order Delivered(Order order, BatchId batch, DateTimeOffset now)
    {
        Campus.Pay(order, now);
        order.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), now.AddMinutes(1)).Succeeded.ShouldBeTrue();
        order.Approve(order.CurrentSubmissionId, Campus.Reviewer, now.AddMinutes(2)).Succeeded.ShouldBeTrue();
        order.StartProduction(batch, Campus.Operator, now.AddMinutes(3)).Succeeded.ShouldBeTrue();
        order.Complete("SF1234567890", Campus.Operator, now.AddMinutes(4)).Succeeded.ShouldBeTrue();
        return order;
    }

    private static Actor Colleague => new(ActorKind.Reviewer, new Guid("0197a000-0000-7000-8000-0000000000c1"));

    // Approved and drawn for a second opinion, for which a colleague holds it.
    private static Order Referred(Order order, DateTimeOffset now)
    {
        Campus.Pay(order, now);
        order.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), now.AddMinutes(5)).Succeeded.ShouldBeTrue();
        order.Approve(order.CurrentSubmissionId, Campus.Reviewer, now.AddMinutes(6), asksSecondOpinion: true).Succeeded.ShouldBeTrue();
        order.Claim(Colleague, null, TimeSpan.FromMinutes(10), now.AddMinutes(7)).Succeeded.ShouldBeTrue();
        return order;
    }

    private static async Task<(Order Returned, Order Transferred)> ExaminedAsync(OpenCampaign open, DateTimeOffset now)
    {
        var returned = (await open.EnrolAsync()).Place();
        var attempt = returned.Pay(Campus.AppId, Campus.MerchantId, "oPayer", Campus.Owner(returned), now).Value;
        var wrong = Campus.Payment(attempt, now) with { PayerOpenId = "oAnother" };
        returned.ApplyPayment(wrong, now).Value.ShouldBe(ChargeOutcome.Suspicious);
        returned.ReturnPayment(wrong.TransactionId, "付款人不符", Campus.Finance, now).Succeeded.ShouldBeTrue();
        string first = returned.Refunds[0].OutRefundNo;
        returned.RefuseRefund(first, "NOT_ENOUGH", forGood: false, now).Succeeded.ShouldBeTrue();
        Campus.Refund(returned, first, RefundOutcome.Closed, now.AddMinutes(1));
        returned.SendRefundAgain(first, now.AddMinutes(2)).Succeeded.ShouldBeTrue();
        returned.RefuseRefund(returned.Refunds[1].OutRefundNo, "RULE_LIMIT", forGood: true, now).Succeeded.ShouldBeTrue();
        returned.SendRefundAgain(returned.Refunds[1].OutRefundNo, now.AddMinutes(3)).Succeeded.ShouldBeTrue();
        Campus.Refund(returned, returned.Refunds[1].OutRefundNo, RefundOutcome.Abnormal, now.AddMinutes(4));
        var card = new KeyedHash(new string('c', KeyedHash.Length));
        returned.RedirectRefund(returned.Refunds[1].OutRefundNo, RefundDestination.PayerCard, card, Campus.Finance, now).Value.ShouldBeFalse();
        returned.RedirectRefund(returned.Refunds[1].OutRefundNo, RefundDestination.Merchant, null, Campus.SecondFinance, now).Value.ShouldBeTrue();
        returned.Remind(returned.PaymentDueAt.AddMinutes(-5)).Succeeded.ShouldBeTrue();

        var transferred = (await open.EnrolAsync()).Place();
        string number = transferred.ConfirmTransfer("回单 20261125-1", Campus.Operator, now).Value.OutTradeNo;
        transferred.ApproveTransfer(number, Campus.Finance, now.AddMinutes(3)).Value.ShouldBe(ChargeOutcome.Accepted);
        transferred.EndorseRefund(new Money(100), "等待太久", Campus.Finance, now.AddMinutes(4)).Succeeded.ShouldBeTrue();
        transferred.RefundGoodwill(new Money(50), "等待太久", Campus.SecondFinance, Campus.Finance, now.AddMinutes(5)).Succeeded.ShouldBeTrue();
        transferred.RequestRefund("改主意了", Campus.Owner(transferred), now.AddMinutes(5)).Succeeded.ShouldBeTrue();
        transferred.DeclineRefund("已送制作", Campus.Finance, now.AddMinutes(5)).Succeeded.ShouldBeTrue();
        transferred.SettleByPeople(transferred.Refunds[0].OutRefundNo, "回单 20261125-2", now.AddMinutes(6)).Succeeded.ShouldBeTrue();
        transferred.EndorseRefund(new Money(100), "等待太久", Campus.Finance, now.AddMinutes(7)).Succeeded.ShouldBeTrue();
        return (returned, transferred);
    }

    [Fact]
    public async Task A_batch_and_its_lines_come_back()
    {
        await using var school = await Installation.OpenAsync();
        var now = school.Node.Now;
        var open = await OpenCampaign.SaveAsync(school.Node);
        var enrolled = await open.EnrolAsync();
        var order = enrolled.Place();
        Campus.Pay(order, now);
        order.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), now).Succeeded.ShouldBeTrue();
        order.Approve(order.CurrentSubmissionId, Campus.Reviewer, now).Succeeded.ShouldBeTrue();
        var batch = new ProductionBatch(Id.New<BatchId>(now), open.Campaign.Id, Campus.Operator.Id, now);
        var line = batch.Take(order, enrolled.Submission, Campus.Operator, now).Value;
        line.MarkAccepted(now.AddMinutes(3));
        line.MarkSuperseded();
        batch.Lock(now.AddMinutes(1)).Succeeded.ShouldBeTrue();
        batch.Deliver("回执一", now.AddMinutes(2), new TrackedParcel("顺丰速运", "SF1234567890")).Succeeded.ShouldBeTrue();
        await school.Node.SaveAsync(order, batch, line);

        await using var scope = school.Node.Scope();
        var batches = scope.ServiceProvider.GetRequiredService<IBatchRepository>();
        Every.Field((await batches.GetAsync(batch.Id, Ct))!).ShouldBe(Every.Field(batch));
        Every.Field((await batches.GetLineAsync(batch.Id, order.Id, Ct))!).ShouldBe(Every.Field(line));
        Every.DefaultField([batch]).ShouldBeEmpty();
        Every.DefaultField([line]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_comes_back()
    {
        await using var school = await Installation.OpenAsync();
        var account = Campus.Account(school.Node.Hasher, school.Node.Now);
        var message = new InboxMessage(
            Guid.CreateVersion7(school.Node.Now), account.Id, Id.New<OrderId>(school.Node.Now), OrderAction.Reject,
            OrderStatus.Rejected, school.Node.Now, MessageTopic.Refund);
        await school.Node.SaveAsync(account, message);

        await using var db = school.Node.Open();
        Every.Field(await db.InboxMessages.SingleAsync(Ct)).ShouldBe(Every.Field(message));
        Every.DefaultField([message]).ShouldBe(["TicketId", "CampaignId"]);
    }

    [Fact]
    public async Task A_time_is_kept_in_whole_microseconds_of_UTC()
    {
        await using var school = await Installation.OpenAsync();
        var local = new DateTimeOffset(2026, 5, 6, 15, 8, 9, TimeSpan.FromHours(8)).AddTicks(1_234_567);
        var account = Campus.Account(school.Node.Hasher, local);
        await school.Node.SaveAsync(account);

        await using var db = school.Node.Open();
        var loaded = (await db.Accounts.SingleAsync(Ct)).CreatedAt;
        loaded.Offset.ShouldBe(TimeSpan.Zero);
        loaded.ShouldBe(local.AddTicks(-7));
    }

    private static async Task ReviewTwiceAsync(Node node, Order order, DateTimeOffset now)
    {
        Campus.Pay(order, now);
        Reject(order, now.AddMinutes(5));
        await using var db = node.Open();
        var enrolment = await db.Enrolments.SingleAsync(one => one.Id == order.EnrolmentId, Ct);
        var second = Campus.Submission(enrolment, now.AddMinutes(6));
        await node.SaveAsync(second);
        order.ReplaceSubmission(second, Campus.Owner(order), now.AddMinutes(7)).Succeeded.ShouldBeTrue();
        order.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), now.AddMinutes(8)).Succeeded.ShouldBeTrue();
        order.Approve(second.Id, Campus.Reviewer, now.AddMinutes(9)).Succeeded.ShouldBeTrue();
        order.ApplyPayment(Campus.Payment(order.Attempts[0], now.AddMinutes(10)), now.AddMinutes(10)).Value
            .ShouldBe(ChargeOutcome.Surplus);
    }

    private static void Reject(Order order, DateTimeOffset now)
    {
        order.Claim(Campus.Reviewer, null, TimeSpan.FromMinutes(10), now).Succeeded.ShouldBeTrue();
        order.Reject(order.CurrentSubmissionId, [RejectionReason.Catalogue[0].Code], "光线太暗", Campus.Reviewer, now)
            .Succeeded.ShouldBeTrue();
    }
}
