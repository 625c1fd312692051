using System.Globalization;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Tests.Orders;

/// <summary>An order with the campaign, account and enrolment that it belongs to, led to a state as people lead it.</summary>
internal sealed class AnOrder
{
    public const string AppId = "wx0a1b2c3d4e5f6071";
    public const string MerchantId = "1900000109";
    public const string SchoolCode = "10425";

    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, OrderNumber.ChinaOffset);
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    public static readonly Money Limit = new(10_000);
    public static readonly BatchId Batch = new(Person(80));
    public static readonly KeyedHash StudentPhone = new(new string('a', KeyedHash.Length));
    public static readonly KeyedHash ReviewerPhone = new(new string('b', KeyedHash.Length));

    public static readonly Actor Student = new(ActorKind.Student, Person(1));
    public static readonly Actor Reviewer = new(ActorKind.Reviewer, Person(2));
    public static readonly Actor OtherReviewer = new(ActorKind.Reviewer, Person(3));
    public static readonly Actor SeniorReviewer = new(ActorKind.SeniorReviewer, Person(4));
    public static readonly Actor Operator = new(ActorKind.Operator, Person(5));
    public static readonly Actor Finance = new(ActorKind.Finance, Person(6));
    public static readonly Actor SecondFinance = new(ActorKind.Finance, Person(7));
    public static readonly Actor Integrator = new(ActorKind.Integrator, Person(8));

    public static readonly CampaignTerms Terms = new(
        OrderKind.Collection, CollectionMode.Organised, new Money(2_500), Payer.Student, CapturePolicy.AlbumAllowed,
        AttemptsAllowed: 3, PaymentWindow: TimeSpan.FromMinutes(30), ResubmissionWindow: TimeSpan.FromDays(3),
        ClosingRefund.Full, MerchantAccount: "main");

    private int _photos;

    private AnOrder(CampaignTerms terms)
    {
        Campaign = ACampaign(terms);
        Campaign.Open();
        Account = AnAccount();
        Enrolment = Enrolment.Join(
            new EnrolmentId(Person(30)), Campaign, SchoolCode,
            new Recognition(new RecognitionId(Person(31)), Account.Id, Identity, Noon), Noon).Value;
        Submission = Photo();
        Order = Order.Place(
            new OrderId(Person(32)), OrderNumber.At("000015", Noon), Campaign, Enrolment, Submission, Account, Noon).Value;
    }

    public static StudentIdentity Identity { get; } = new(
        "2026104250001", new KeyedHash(new string('c', KeyedHash.Length)), "张*", "3701**********0011", SchoolCode, "石油大学", "软件工程");

    public Campaign Campaign { get; }

    public Account Account { get; }

    public Enrolment Enrolment { get; }

    public Submission Submission { get; private set; }

    public Order Order { get; }

    /// <summary>An order in that state, at noon, by the shortest way that leads there.</summary>
    public static AnOrder At(OrderStatus status, Func<CampaignTerms, CampaignTerms>? terms = null)
    {
        var made = new AnOrder(terms is null ? Terms : terms(Terms));
        return status switch
        {
            OrderStatus.PendingPayment => made,
            OrderStatus.PendingReview => made.Paid(),
            OrderStatus.Rejected => made.Paid().Claimed().Rejected(),
            OrderStatus.Withdrawn => made.Paid().Withdrawn(),
            OrderStatus.PendingProduction => made.Paid().Claimed().Approved(),
            OrderStatus.InProduction => made.Paid().Claimed().Approved().InProduction(),
            OrderStatus.Completed => made.Paid().Claimed().Approved().InProduction().Completed(),
            OrderStatus.Cancelled => made.Cancelled(),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
    }

    public static Campaign ACampaign(CampaignTerms? terms = null) => new(
        new CampaignId(Person(20)), new SchoolId(Person(21)), "2026 届毕业生图像采集", new FeatureCode("A1B2"), terms ?? Terms,
        "chsi-graduation-2017", 1, Noon.AddDays(-1), Noon.AddDays(30), Noon.AddDays(1));

    public static Account AnAccount()
    {
        var account = new Account(new AccountId(Student.Id), "openid-of-zhang", "2026-01", Noon);
        account.SetPhone("13800138000", StudentPhone);
        return account;
    }

    public static Guid Person(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static CheckReport Report(CheckVerdict verdict = CheckVerdict.Pass, CheckSeverity severity = CheckSeverity.Block) =>
        new("chsi-graduation-2017", 1,
        [
            new CheckItem("head.top_margin", severity, verdict, 20, 7, 60, "px", new LocalizedText("头顶", "Head"), null),
        ]);

    /// <summary>Another photo of the enrolment, with a content of its own.</summary>
    public Submission Photo(CheckReport? report = null, EnrolmentId? of = null, bool standardised = true)
    {
        _photos++;
        string sha = _photos.ToString("x64", CultureInfo.InvariantCulture);
        return new Submission(
            new SubmissionId(Person(100 + _photos)), of ?? Enrolment.Id, Account.Id,
            new StoredPhoto($"o{_photos}", sha, 200_000, "image/jpeg"),
            standardised ? new StoredPhoto($"s{_photos}", sha, 30_000, "image/jpeg") : null,
            report ?? Report(), Noon);
    }

    public Result<PaymentAttempt> Pay(DateTimeOffset? now = null) =>
        Order.Pay(AppId, MerchantId, Account.OpenId, Student, now ?? Noon);

    /// <summary>What WeChat says of the first attempt when all is as asked for.</summary>
    public PaymentFact Fact(string transaction = "4200000001", string? outTradeNo = null) => new(
        outTradeNo ?? Order.Attempts[0].OutTradeNo, transaction, AppId, MerchantId, Account.OpenId, Order.Price.Fen,
        Money.Currency, Noon);

    /// <summary>Number of the charge that <see cref="Suspected"/> brings.</summary>
    public const string Suspect = "4200000066";

    /// <summary>A charge came whose facts differ from what was asked for.</summary>
    public AnOrder Suspected()
    {
        if (Order.Attempts.Count == 0) Pay().Succeeded.ShouldBeTrue();
        Order.ApplyPayment(Fact(Suspect) with { PayerOpenId = "openid-of-wang" }, Noon).Value.ShouldBe(ChargeOutcome.Suspicious);
        return this;
    }

    public AnOrder Paid()
    {
        if (Order.Status != OrderStatus.PendingPayment) return this;
        Pay().Succeeded.ShouldBeTrue();
        Order.ApplyPayment(Fact(), Noon).Value.ShouldBe(ChargeOutcome.Accepted);
        return this;
    }

    public AnOrder Claimed(Actor? by = null)
    {
        Order.Claim(by ?? Reviewer, ReviewerPhone, Lease, Noon).ShouldBe(Result.Ok);
        return this;
    }

    public AnOrder Rejected(string reason = "BLUR")
    {
        Order.Reject(Order.CurrentSubmissionId, [reason], null, Reviewer, Noon).ShouldBe(Result.Ok);
        return this;
    }

    public AnOrder Resubmitted()
    {
        Submission = Photo();
        Order.ReplaceSubmission(Submission, Student, Noon).ShouldBe(Result.Ok);
        return this;
    }

    public AnOrder Withdrawn()
    {
        Order.Withdraw(Student, Noon).ShouldBe(Result.Ok);
        return this;
    }

    public AnOrder Approved()
    {
        Order.Approve(Order.CurrentSubmissionId, Reviewer, Noon).ShouldBe(Result.Ok);
        return this;
    }

    public AnOrder InProduction()
    {
        Order.StartProduction(Batch, Operator, Noon).ShouldBe(Result.Ok);
        return this;
    }

    public AnOrder Completed()
    {
        Order.Complete("R-1", Operator, Noon).ShouldBe(Result.Ok);
        return this;
    }

    public AnOrder Correcting()
    {
        Order.OpenCorrection("背景", Noon.AddDays(7), Operator, Noon).ShouldBe(Result.Ok);
        return this;
    }

    public AnOrder Cancelled()
    {
        Order.BeginToEnd(OrderAction.Cancel, Student, Noon).Succeeded.ShouldBeTrue();
        Order.Status.ShouldBe(OrderStatus.Cancelled);
        return this;
    }

    public AnOrder RefundRequested(Actor? by = null)
    {
        Order.RequestRefund("不再需要", by ?? Student, Noon).ShouldBe(Result.Ok);
        return this;
    }

    /// <summary>Everything about the order that a refused action must leave alone.</summary>
    public string Fingerprint() => Fingerprint(Order);

    public static string Fingerprint(Order order) => string.Join('|',
    [
        $"{order.Status} {order.RefundStatus} v{order.Version} e{order.Events.Count} h{order.History.Count} r{order.Reviews.Count}",
        $"{order.LeaseHolder} {order.LeaseExpiresAt:O} {order.ResubmissionDeadline:O} {order.ChangedAt:O} {order.BatchId}",
        $"{order.CurrentSubmissionId} {order.CurrentPhotoSha256} {order.Round} {order.Rejections} {order.EndsWhenClosed} {order.RefundRequestedBy}",
        $"{order.RefundEndorsedBy} {order.RefundEndorsedAmount} {order.RemindedOf:O}",
        $"{order.ChsiResult} {order.ChsiResultAt:O} {order.ProofConfirmedAt:O} {order.IsRemake} {order.CorrectionReason} {order.ProducedSubmissionId}",
        .. order.Attempts.Select(attempt => $"{attempt.OutTradeNo} {attempt.State} {attempt.PrepayId} {attempt.Evidence} {attempt.DecidedBy}"),
        .. order.Charges.Select(charge => $"{charge.TransactionId} {charge.Disposition} {charge.Amount}"),
        .. order.Refunds.Select(refund => $"{refund.OutRefundNo} {refund.Amount} {refund.Cause} {refund.State} {refund.RefundId} {refund.Fault} {refund.ReplacedBy}"),
    ]);
}
