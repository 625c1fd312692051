using System.Text;
using System.Text.Json;
using CampusPhoto.Application.Campaigns;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Application.Invoices;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Application.Rosters;
using CampusPhoto.Application.Support;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Tests.Engines;

/// <summary>What the office does, and what students ask of it.</summary>
internal sealed partial class Scenario
{
    private const int Freshmen = 40;

    private static readonly Guid[] Finance = [new("0197a000-0000-7000-8000-000000000005"), new("0197a000-0000-7000-8000-000000000006")];
    private static readonly Guid SeniorReviewer = new("0197a000-0000-7000-8000-000000000004");
    private static readonly string[] Overrides = ["""{"output":{"bytes":{"max":60000}}}""", """{"maxAgeMonths":6}""", """{"colour":1}"""];

    private readonly List<TicketId> _tickets = [];
    private readonly List<InvoiceId> _invoices = [];
    private readonly List<WebhookId> _webhooks = [];
    private readonly List<OrderId> _reprints = [];
    private CampaignId? _freshmen;

    private (int, string, Func<Task<string>>)[] OfficeSteps() =>
    [
        (1, nameof(SetCampaignReviewCommand), async () => await SendAsync(new SetCampaignReviewCommand(
            await _school.CampaignAsync(), Any(Enum.GetValues<ReviewPriority>()), _random.Next(8) == 0 ? 100 : 0))),
        (1, nameof(OverrideSpecificationCommand), async () => await SendAsync(new OverrideSpecificationCommand(
            await _school.CampaignAsync(), _random.Next(4) == 0 ? null : JsonElement.Parse(Any(Overrides)!)))),
        (1, $"{nameof(ClaimNextOrderProcess)}, senior", () => SendAsync(new ClaimNextOrderProcess(SeniorReviewer, Senior: true))),
        (1, nameof(BulkRejectProcess), BulkRejectAsync),
        (1, nameof(ReviewStatisticsQuery), () => SendAsync(new ReviewStatisticsQuery(Now.AddDays(-30), Now, Any(Reviewers)))),

        (3, nameof(PlaceReprintCommand), PlaceReprintAsync),
        (1, nameof(ListReprintsQuery), () => SendAsync(new ListReprintsQuery(_random.Next(2) == 0 ? null : OrderStatus.PendingPayment, null, _random.Next(1, 9)))),
        (1, nameof(GetReprintForStaffQuery), () => SendAsync(Has(_reprints, out var order) ? new GetReprintForStaffQuery(order) : null)),

        (2, nameof(OpenTicketProcess), () => SendAsync(
            Has(_students, out var student) ? new OpenTicketProcess(student, Any(Enum.GetValues<TicketTopic>()), null, Words()) : null,
            view => _tickets.Add(new TicketId(view.Ticket.Id)))),
        (2, nameof(SayInTicketProcess), () => OfTicketAsync(ticket => new SayInTicketProcess(Mostly(ticket.AccountId), ticket.Id, Words()))),
        (1, nameof(CloseTicketCommand), () => OfTicketAsync(ticket => new CloseTicketCommand(Mostly(ticket.AccountId), ticket.Id))),
        (2, nameof(AnswerTicketCommand), () => OfTicketAsync(ticket => new AnswerTicketCommand(ticket.Id, "请稍候。", _random.Next(3) == 0, Operator))),
        (1, nameof(ListStaffTicketsQuery), () => SendAsync(new ListStaffTicketsQuery(_random.Next(2) == 0 ? null : TicketStatus.WaitsForStaff))),

        (1, nameof(CreateCampaignCommand), OpenFreshmenAsync),
        (1, nameof(ImportRosterProcess), ImportAsync),
        (3, nameof(EnrolFreshmanProcess), EnrolFreshmanAsync),
        (1, nameof(GetProgressQuery), () => SendAsync(_freshmen is { } campaign ? new GetProgressQuery(campaign, null) : null)),
        (1, nameof(ListMissingQuery), () => SendAsync(_freshmen is { } campaign ? new ListMissingQuery(campaign, null, null, null, 50) : null)),
        (1, nameof(RemindMissingProcess), async () => await SendAsync(new RemindMissingProcess(
            _random.Next(3) == 0 && _freshmen is { } campaign ? campaign : await _school.CampaignAsync(), null))),
        (1, nameof(ResumeRemindersProcess), () => SendAsync(new ResumeRemindersProcess())),

        (1, nameof(CreateWebhookCommand), async () => await SendAsync(
            new CreateWebhookCommand(await ClientAsync(), "https://photos.example.org/x", _random.Next(2) == 0 ? [] : [WebhookEventType.OrderPaid]),
            made => _webhooks.Add(new WebhookId(made.Webhook.Id)))),
        (1, nameof(TestWebhookCommand), async () => await SendAsync(Has(_webhooks, out var webhook) ? new TestWebhookCommand(await ClientAsync(), webhook) : null)),
        (3, nameof(DeliverWebhooksProcess), () => SendAsync(Has(_webhooks, out var webhook) ? new DeliverWebhooksProcess(webhook) : null)),
        (1, nameof(ReplayWebhookProcess), () => SendAsync(Has(_webhooks, out var webhook) ? new ReplayWebhookProcess(null, webhook, Now.AddHours(-2)) : null)),
        (1, nameof(ListWebhookDeliveriesQuery), DeliveriesAsync),
        (1, nameof(RotateWebhookSecretCommand), async () => await SendAsync(
            Has(_webhooks, out var webhook) ? new RotateWebhookSecretCommand(await ClientAsync(), webhook) : null)),
        (1, nameof(ListStaffWebhooksQuery), () => SendAsync(new ListStaffWebhooksQuery(null))),

        (2, nameof(RequestInvoiceCommand), RequestInvoiceAsync),
        (1, nameof(IssueInvoiceCommand), () => SendAsync(Has(_invoices, out var invoice) ? new IssueInvoiceCommand(invoice, $"263720000{_random.Next(99999):00000}") : null)),
        (1, nameof(DeclineInvoiceCommand), () => SendAsync(Has(_invoices, out var invoice) ? new DeclineInvoiceCommand(invoice, "抬头有误") : null)),
        (1, nameof(ListInvoiceRequestsQuery), () => SendAsync(new ListInvoiceRequestsQuery(_random.Next(2) == 0 ? null : InvoiceStatus.Issued))),

        (1, nameof(AskForRefundCommand), () => DecideAsync((order, _) => new AskForRefundCommand(Mostly(order.AccountId), order.Id, Words()))),
        (2, nameof(TakeRefundRequestBackCommand), () => OfRequestedAsync((order, _) => new TakeRefundRequestBackCommand(order.AccountId, order.Id))),
        (1, nameof(RequestRefundCommand), () => DecideAsync(
            (order, version) => new RequestRefundCommand(order.Id, "学生已转学", Operator, version), OrderStatus.PendingProduction)),
        (2, nameof(WithdrawRefundRequestCommand), () => OfRequestedAsync((order, _) => new WithdrawRefundRequestCommand(order.Id, Operator))),
        (1, nameof(ApproveRefundCommand), () => OfRequestedAsync((order, version) => new ApproveRefundCommand(order.Id, Any(Finance), version))),
        (2, nameof(DeclineRefundCommand), () => OfRequestedAsync((order, version) => new DeclineRefundCommand(order.Id, "照片已通过审核", Any(Finance), version))),
        (2, nameof(GiveGoodwillCommand), () => DecideAsync(
            (order, version) => new GiveGoodwillCommand(order.Id, 500, "等待过长", Any(Finance), version), OrderStatus.Completed)),
    ];

    private string Words() => _random.Next(8) switch { 0 => "违规内容", 1 => "可疑内容", _ => $"请问何时制作？{_random.Next(1000)}" };

    private Task<Guid> ClientAsync() => _school.ReadAsync(db => db.IntegratorClients.Select(client => client.Id).FirstAsync(Ct));

    private async Task<string> BulkRejectAsync()
    {
        var seen = await _school.ReadAsync(db => db.Orders.AsNoTracking().Where(order => order.Status == OrderStatus.PendingReview)
            .OrderBy(order => order.PlacedAt).Select(order => new { order.Id, order.Version }).Take(3).ToListAsync(Ct));
        return await SendAsync(seen.Count == 0 ? null : new BulkRejectProcess(
            Any(Reviewers), Senior: false, [.. seen.Select(order => new SeenOrder(order.Id.Value, _random.Next(9) == 0 ? order.Version + 1 : order.Version))], "BLUR", null));
    }

    private async Task<string> PlaceReprintAsync()
    {
        var done = await _school.ReadAsync(db => db.Orders.AsNoTracking()
            .Where(order => order.Status == OrderStatus.Completed || order.Status == OrderStatus.InProduction || order.Status == OrderStatus.PendingProduction)
            .OrderByDescending(order => order.PlacedAt).Take(6).Select(order => new { order.Id, order.AccountId }).ToListAsync(Ct));
        if (done.Count == 0) return "!";
        var source = done[_random.Next(done.Count)];
        var address = _random.Next(2) == 0 ? null : new PostalAddress("张晓明", "13800138000", "青岛市黄岛区长江西路66号");
        return await SendAsync(
            new PlaceReprintCommand(
                Mostly(source.AccountId), source.Id, _random.Next(9) == 0 ? "none" : "one-inch", _random.Next(1, 4),
                address is null ? ReprintDelivery.PickUp : ReprintDelivery.Post, address),
            view =>
            {
                _reprints.Add(new OrderId(view.Order.Id));
                _orders.Add((source.AccountId, new OrderId(view.Order.Id)));
            });
    }

    private async Task<string> OfTicketAsync<T>(Func<Ticket, IRequest<T>> what)
        where T : IResult<T>
    {
        if (!Has(_tickets, out var id)) return "!";
        return await SendAsync(what(await _school.ReadAsync(db => db.Tickets.AsNoTracking().SingleAsync(ticket => ticket.Id == id, Ct))));
    }

    private async Task<string> OpenFreshmenAsync()
    {
        var school = await _school.ReadAsync(db => db.Schools.Select(one => one.Id).SingleAsync(Ct));
        var made = await _school.SendAsync(new CreateCampaignCommand(
            school, "2027级新生", "fr2027", CollectionMode.Freshman, 0, Payer.Free, CapturePolicy.AlbumAllowed, 3, 2, 30, 48,
            ClosingRefund.Full, "main", "freshman", 1, FileNaming.Default, false, Now, Now.AddDays(300), Now.AddDays(330)));
        if (made.Error is { } error) return $"!{error.Code}";
        var id = new CampaignId(made.Value.Id);
        var opened = await _school.SendAsync(new OpenCampaignCommand(id, null));
        if (opened.Succeeded) _freshmen = id;
        return Shown(opened);
    }

    private async Task<string> ImportAsync()
    {
        if (_freshmen is not { } campaign) return "!";
        var text = new StringBuilder("admission_number,name,college\n");
        var rows = _random.Next(5, Freshmen);
        for (var freshman = 0; freshman < rows; freshman++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"27370{freshman:00000},李雷{freshman},学院{freshman % 3}\n");
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        return await SendAsync(new ImportRosterProcess(campaign, null, file));
    }

    private Task<string> EnrolFreshmanAsync()
    {
        var freshman = _random.Next(Freshmen);
        return SendAsync(
            Has(_students, out var student)
                ? new EnrolFreshmanProcess(student, "10425", $"27370{freshman:00000}", _random.Next(12) == 0 ? "韩梅梅" : $"李雷{freshman}")
                : null,
            view => _enrolments.Add((student, new EnrolmentId(view.Id))));
    }

    // What happened in one moment comes in any order.
    private async Task<string> DeliveriesAsync()
    {
        if (!Has(_webhooks, out var webhook)) return "!";
        var page = await _school.SendAsync(new ListWebhookDeliveriesQuery(null, webhook, WebhookDeliveryState.Waiting, null, 100));
        return page.Error is { } error
            ? $"!{error.Code}"
            : string.Join(' ', page.Value.Items.Select(one => Normal.Text(Normal.Json(one))).Order(StringComparer.Ordinal));
    }

    private async Task<string> RequestInvoiceAsync()
    {
        var paid = await _school.ReadAsync(db => db.Orders.AsNoTracking()
            .Where(order => order.Charges.Any() && order.Status != OrderStatus.Cancelled).OrderByDescending(order => order.PlacedAt)
            .Take(6).Select(order => new { order.Id, order.AccountId }).ToListAsync(Ct));
        if (paid.Count == 0) return "!";
        var order = paid[_random.Next(paid.Count)];
        return await SendAsync(
            new RequestInvoiceCommand(Mostly(order.AccountId), order.Id, new InvoiceTitle("张晓明")), view => _invoices.Add(new InvoiceId(view.Id)));
    }

    private async Task<string> OfRequestedAsync<T>(Func<Order, long, IRequest<T>> what)
        where T : IResult<T>
    {
        var asked = await _school.ReadAsync(db => db.Orders.AsNoTracking().Where(order => order.RefundStatus == RefundStatus.Requested)
            .OrderBy(order => order.PlacedAt).FirstOrDefaultAsync(Ct));
        return await SendAsync(asked is null ? null : what(asked, _random.Next(12) == 0 ? asked.Version + 1 : asked.Version));
    }
}
