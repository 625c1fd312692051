using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>People and things of a school, made by the domain's own methods and not yet saved.</summary>
internal static class Campus
{
    public const string Phone = "13912345678";
    public const string UniqueNumber = "10425202700001234";
    public const string MaskedName = "张*明";
    public const string MaskedIdNumber = "370502********1234";
    public const string SchoolCode = "10425";
    public const string Spec = "chsi-graduation-2017";
    public const string AppId = "wx0000000000000001";
    public const string MerchantId = "1900000001";

    public static readonly Actor Reviewer = new(ActorKind.Reviewer, new Guid("0197a000-0000-7000-8000-000000000001"));
    public static readonly Actor Operator = new(ActorKind.Operator, new Guid("0197a000-0000-7000-8000-000000000002"));

    public static readonly Actor Finance = new(ActorKind.Finance, new Guid("0197a000-0000-7000-8000-000000000003"));
    public static readonly Actor SecondFinance = new(ActorKind.Finance, new Guid("0197a000-0000-7000-8000-000000000004"));

    private static int _numbers;

    public static School School(DateTimeOffset now, string code = SchoolCode) =>
        new(Id.New<SchoolId>(now), code, "中国石油大学（华东）");

    public static Campaign Campaign(School school, DateTimeOffset now, string code = "M9NG02", long fen = 3000, bool open = true)
    {
        var campaign = new Campaign(
            Id.New<CampaignId>(now), school.Id, "2027届毕业生图像采集", FeatureCode.Parse(code).Value,
            new CampaignTerms(
                OrderKind.Collection, CollectionMode.Organised, new Money(fen), Payer.Student, CapturePolicy.StudioFile, 3,
                TimeSpan.FromMinutes(30), TimeSpan.FromDays(2), ClosingRefund.None, "main", AppealsAllowed: true),
            Spec, 7, now.AddDays(-1), now.AddDays(30), now.AddDays(60),
            """{"output":{"bytes":{"max":60000}}}""");
        if (open) campaign.Open();
        return campaign;
    }

    public static Account Account(IPersonalDataHasher hasher, DateTimeOffset now, string? openId = null)
    {
        var account = new Account(Id.New<AccountId>(now), openId ?? $"oStudent{Next()}", "2026-05", now);
        account.SetPhone(Phone, hasher.Hash(PersonalValue.Phone, Phone));
        account.GiveConsent(ConsentPurpose.FaceData, "face-2026-05", now);
        account.GiveConsent(ConsentPurpose.PhotoGuide, "guide-2026-05", now);
        account.AllowMessage("template-done");
        account.AllowMessage("template-paid");
        account.AllowMessage("template-paid");
        return account;
    }

    public static StudentIdentity Student(IPersonalDataHasher hasher, string? uniqueNumber = null)
    {
        string number = uniqueNumber ?? $"10425202799{Next():D6}";
        return new StudentIdentity(
            number, hasher.Hash(PersonalValue.UniqueNumber, number), MaskedName, MaskedIdNumber, SchoolCode,
            "中国石油大学（华东）", "地质学");
    }

    public static Recognition Recognition(Account account, StudentIdentity student, DateTimeOffset now) =>
        new(Id.New<RecognitionId>(now), account.Id, student, now);

    public static Enrolment Enrolment(Campaign campaign, Account account, StudentIdentity student, DateTimeOffset now) =>
        Domain.Enrolments.Enrolment.Join(
            Id.New<EnrolmentId>(now), campaign, SchoolCode, Recognition(account, student, now), now).Value;

    public static StoredPhoto Photo(string contentType = "image/jpeg") =>
        new($"{Next():x32}", $"{Next():x64}", 20_480 + Next(), contentType);

    public static Submission Submission(Enrolment enrolment, DateTimeOffset now) => new(
        Id.New<SubmissionId>(now), enrolment.Id, enrolment.AccountId, Photo("image/png"), Photo(),
        new CheckReport(Spec, 7,
        [
            new CheckItem(
                "face.width", CheckSeverity.Block, CheckVerdict.Pass, 231.5, 220, null, "px",
                new LocalizedText("脸宽", "Face width"), new LocalizedText("靠近一些", "Come closer")),
            new CheckItem(
                "light.even", CheckSeverity.Warn, CheckVerdict.NotMeasured, null, null, 0.25, "", new LocalizedText("光线", "Light"), null),
        ]) { SpecificationSha256 = new string('a', 64), SpecificationOverrides = """{"output":{"bytes":{"max":60000}}}""" }, now);

    public static Order Order(
        Campaign campaign, Enrolment enrolment, Submission submission, Account account, DateTimeOffset now, string? number = null) =>
        Domain.Orders.Order.Place(
            Id.New<OrderId>(now), number is null ? new OrderNumber($"000015-20260506{Next():D9}") : new OrderNumber(number),
            campaign, enrolment, submission, account, now).Value;

    public static PaymentFact Payment(PaymentAttempt attempt, DateTimeOffset paidAt, string? transaction = null) => new(
        attempt.OutTradeNo, transaction ?? $"42000{Next():D23}", attempt.AppId, attempt.MerchantId, attempt.PayerOpenId,
        attempt.Amount.Fen, Money.Currency, paidAt);

    public static Actor Owner(Order order) => new(ActorKind.Student, order.AccountId.Value);

    /// <summary>Opens an attempt and pays it.</summary>
    public static void Pay(Order order, DateTimeOffset now, string? transaction = null)
    {
        var attempt = order.Pay(AppId, MerchantId, "oPayer", Owner(order), now).Value;
        order.RecordPrepay(attempt.OutTradeNo, "wx-prepay-1", now);
        order.ApplyPayment(Payment(attempt, now, transaction), now).Succeeded.ShouldBeTrue();
    }

    /// <summary>WeChat tells what became of a refund.</summary>
    public static void Refund(Order order, string outRefundNo, RefundOutcome outcome, DateTimeOffset now)
    {
        var refund = order.Refunds.Single(one => one.OutRefundNo == outRefundNo);
        order.ApplyRefund(
            new RefundFact(
                outRefundNo, $"5{outRefundNo}", refund.OutTradeNo, refund.TransactionId, MerchantId, refund.Amount.Fen, refund.Amount.Fen,
                outcome, outcome == RefundOutcome.Succeeded ? now : null),
            now).Value.ShouldBeTrue();
    }

    private static int Next() => Interlocked.Increment(ref _numbers);
}
