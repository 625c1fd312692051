using System.Globalization;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.CollectionCodes;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Application.Home;
using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Production;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Application.Tests.Engines;

/// <summary>
/// A random course of a school's year: commands, queries and jobs in any order, sensible ones more often than others. The
/// same seed does the same steps wherever the answers are the same.
/// </summary>
internal sealed partial class Scenario
{
    private static readonly Guid[] Reviewers = [new("0197a000-0000-7000-8000-000000000001"), new("0197a000-0000-7000-8000-000000000002")];
    private static readonly Guid Operator = new("0197a000-0000-7000-8000-000000000003");
    // How many of the newest students, photos and orders most steps choose from.
    private const int Late = 6;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly School _school;
    private readonly Random _random;
    private readonly (int Weight, string Name, Func<Task<string>> Do)[] _steps;
    private readonly int _weights;
    private readonly List<string> _transcript = [];
    private readonly HashSet<string> _succeeded = [];
    private readonly List<AccountId> _students = [];
    private readonly List<(AccountId Owner, RecognitionView Recognition)> _recognitions = [];
    private readonly List<(AccountId Owner, EnrolmentId Id)> _enrolments = [];
    private readonly List<(AccountId Owner, EnrolmentId Enrolment, SubmissionId Id)> _submissions = [];
    private readonly List<(AccountId Owner, OrderId Id)> _orders = [];
    private readonly List<string> _payable = [];
    private readonly List<PaymentFact> _paid = [];
    private readonly List<BatchId> _batches = [];
    private readonly List<SessionTicket> _sessions = [];
    private readonly List<Lease> _leases = [];
    private readonly List<string> _uploads = [];
    private string? _photo;
    private string? _cursor;
    private int _numbers;

    public Scenario(School school, int seed)
    {
        _school = school;
        _random = new Random(seed);
        _steps = Steps();
        _weights = _steps.Sum(step => step.Weight);
    }

    /// <summary>Each step with its answer, free of what is random.</summary>
    public IReadOnlyList<string> Transcript => _transcript;

    /// <summary>Kinds of steps that have not succeeded once.</summary>
    public IEnumerable<string> NeverSucceeded => _steps.Select(step => step.Name).Except(_succeeded);

    private DateTimeOffset Now => _school.Now;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task RunAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            _school.Clock.Advance(Pause());
            _school.WeChatPay.InReach = _random.Next(40) > 0;
            _school.Checker.Passes = _random.Next(6) > 0;
            var at = _random.Next(_weights);
            var (_, name, act) = _steps.First(one => (at -= one.Weight) < 0);
            var answer = await act();
            if (!answer.StartsWith('!')) _succeeded.Add(name);
            _transcript.Add($"{step} {name}: {Normal.Text(answer)}");
        }
    }

    // Mostly moments; at times long enough for leases, payments and deadlines to run out.
    private TimeSpan Pause() => _random.Next(1000) switch
    {
        < 2 => TimeSpan.FromHours(_random.Next(24, 60)),
        < 10 => TimeSpan.FromMinutes(_random.Next(20, 200)),
        < 60 => TimeSpan.FromSeconds(_random.Next(60, 900)),
        _ => TimeSpan.FromMilliseconds(_random.Next(2, 20_000)),
    };

    private (int, string, Func<Task<string>>)[] Steps() =>
    [
        (8, "Join", JoinAsync),
        (2, nameof(LogInProcess), LogInAsync),
        (2, nameof(RenewSessionProcess), () => SendAsync(
            Any(_sessions) is { } session ? new RenewSessionProcess(session.Session, session.Generation) : null, Remember)),
        (1, nameof(EndSessionProcess), () => SendAsync(Any(_sessions) is { } session ? new EndSessionProcess(session.Session) : null)),
        (1, nameof(AddPhoneProcess), () => SendAsync(Has(_students, out var student) ? new AddPhoneProcess(student, $"139{_random.Next(99999999):00000000}") : null)),
        (2, nameof(GiveConsentCommand), ConsentAsync),
        (2, nameof(AllowMessagesCommand), () => SendAsync(
            Has(_students, out var student) ? new AllowMessagesCommand(student, [_random.Next(2) == 0 ? "order-status" : "unknown"]) : null)),
        (3, nameof(RecogniseCollectionCodeProcess), RecogniseAsync),
        (3, nameof(EnrolStudentProcess), () => SendAsync(
            Has(_recognitions, out var one) ? new EnrolStudentProcess(Mostly(one.Owner), new RecognitionId(one.Recognition.RecognitionId), Code()) : null,
            view => _enrolments.Add((_recognitions.First(known => known.Recognition == one.Recognition).Owner, new EnrolmentId(view.Id))))),
        (1, nameof(ReleaseEnrolmentCommand), () => SendAsync(Has(_enrolments, out var one) ? new ReleaseEnrolmentCommand(one.Id) : null)),
        (9, nameof(SubmitPhotoProcess), SubmitAsync),
        (2, nameof(OpenPhotoUploadProcess), OpenUploadAsync),
        (3, nameof(SubmitUploadedPhotoProcess), SubmitUploadedAsync),
        (10, nameof(PlaceOrderCommand), () => SendAsync(
            Has(_submissions, out var one) ? new PlaceOrderCommand(Mostly(one.Owner), one.Id) : null,
            view => _orders.Add((one.Owner, new OrderId(view.Id))))),
        (2, nameof(CancelOrderProcess), () => SendAsync(Has(_orders, out var one) ? new CancelOrderProcess(Mostly(one.Owner), one.Id) : null)),
        (3, nameof(WithdrawOrderCommand), () => SendAsync(Has(_orders, out var one) ? new WithdrawOrderCommand(Mostly(one.Owner), one.Id) : null)),
        (7, nameof(ReplaceOrderSubmissionCommand), ReplaceAsync),
        (12, nameof(StartPaymentProcess), () => SendAsync(
            Has(_orders, out var one) ? new StartPaymentProcess(Mostly(one.Owner), one.Id) : null, view => Payable(view.OutTradeNo))),
        (10, "Pay", PayAsync),
        (7, nameof(ReceiveNotificationProcess), NotifyAsync),
        (4, nameof(ConfirmPaymentProcess), () => SendAsync(Has(_orders, out var one) ? new ConfirmPaymentProcess(Mostly(one.Owner), one.Id) : null)),
        (6, nameof(ClaimNextOrderProcess), () => SendAsync(new ClaimNextOrderProcess(Any(Reviewers)))),
        (3, nameof(ClaimOrderCommand), () => SendAsync(Has(_orders, out var one) ? new ClaimOrderCommand(one.Id, Any(Reviewers), null) : null)),
        (1, nameof(ReleaseOrderCommand), () => DecideAsync((order, _) => new ReleaseOrderCommand(order.Id, Holder(order)))),
        (7, nameof(ApproveOrderCommand), () => DecideAsync((order, version) => new ApproveOrderCommand(order.Id, Holder(order), order.CurrentSubmissionId, version))),
        (6, nameof(RejectOrderCommand), () => DecideAsync((order, version) =>
            new RejectOrderCommand(order.Id, Holder(order), order.CurrentSubmissionId, [_random.Next(9) == 0 ? "NONE" : "BLUR"], "再拍一张", version))),
        (1, nameof(ReopenOrderCommand), () => DecideAsync((order, version) => new ReopenOrderCommand(order.Id, Reviewers[0], "看错了", version), OrderStatus.PendingProduction)),
        (4, nameof(ExtendDeadlineCommand), () => DecideAsync((order, version) =>
            new ExtendDeadlineCommand(order.Id, Operator, Now.AddDays(_random.Next(300, 500)), version), OrderStatus.Rejected)),
        (2, nameof(MakeBatchProcess), MakeBatchAsync),
        (2, nameof(CompleteBatchProcess), () => SendAsync(
            Has(_batches, out var batch) ? new CompleteBatchProcess(batch, "已签收", new Actor(ActorKind.Operator, Operator)) : null)),
        (1, nameof(ReturnFromBatchCommand), ReturnAsync),
        (1, nameof(OpenCorrectionCommand), () => DecideAsync((order, version) =>
            new OpenCorrectionCommand(order.Id, Operator, "比对不通过", null, version), OrderStatus.Completed)),
        (1, nameof(CheckProofProcess), () => SendAsync(
            Has(_orders, out var one) ? new CheckProofProcess(Mostly(one.Owner), one.Id, ProofFinding.Correct, null) : null)),
        (1, nameof(GetBatchQuery), () => SendAsync(Has(_batches, out var batch) ? new GetBatchQuery(batch) : null)),
        (1, nameof(DownloadPackageQuery), DownloadAsync),
        (2, nameof(GetStaffOrderQuery), () => SendAsync(Has(_orders, out var one) ? new GetStaffOrderQuery(one.Id.Value.ToString()) : null)),
        (2, nameof(ListReviewQueueQuery), () => SendAsync(new ListReviewQueueQuery(null, _random.Next(1, 30)))),
        (3, nameof(ListOrdersQuery), ListAsync),
        (2, nameof(GetOrderQuery), () => SendAsync(Has(_orders, out var one) ? new GetOrderQuery(Mostly(one.Owner), one.Id) : null)),
        (2, nameof(ListMessagesQuery), MessagesAsync),
        (1, nameof(GetHomeQuery), () => SendAsync(new GetHomeQuery(Has(_students, out var student) ? student : null))),
        (1, nameof(GetAccountQuery), () => SendAsync(Has(_students, out var student) ? new GetAccountQuery(student) : null)),
        (1, nameof(ListEnrolmentsQuery), () => SendAsync(Has(_students, out var student) ? new ListEnrolmentsQuery(student) : null)),
        (1, nameof(GetEnrolmentQuery), () => SendAsync(Has(_enrolments, out var one) ? new GetEnrolmentQuery(Mostly(one.Owner), one.Id) : null)),
        (1, nameof(GetPhotoGuideQuery), () => SendAsync(Has(_enrolments, out var one) ? new GetPhotoGuideQuery(Mostly(one.Owner), one.Id) : null)),
        (2, nameof(GetSubmissionQuery), () => SendAsync(
            Has(_submissions, out var one) ? new GetSubmissionQuery(Mostly(one.Owner), one.Id) : null, view => _photo = view.PhotoUrl?.Token ?? _photo)),
        (3, nameof(OpenPhotoQuery), OpenPhotoAsync),
        (8, nameof(RunTimersProcess), TimersAsync),
        (8, nameof(OutboxRelay), RelayAsync),
        (1, nameof(OutboxRelay.CleanUpAsync), CleanUpAsync),
        (1, nameof(ISweep), SweepAsync),
        (3, nameof(Leases), LeaseAsync),
        (2, nameof(IRequestCounts), async () => Normal.Json(await Get<IRequestCounts>().AddAsync(
            $"address-{_random.Next(3)}", _random.Next(1, 9), new DateTimeOffset(Now.UtcTicks - (Now.UtcTicks % Window.Ticks), TimeSpan.Zero) + Window, Ct))),
        .. OfficeSteps(),
    ];

    /// <summary>What most students do without a mistake: log in, agree, show the code, enrol and send a photo.</summary>
    private async Task<string> JoinAsync()
    {
        var student = await _school.StudentAsync();
        _students.Add(student);
        var recognised = await _school.SendAsync(new RecogniseCollectionCodeProcess(student, _school.CodeText($"2027{++_numbers:000000000}"), null));
        if (recognised.Error is { } error) return $"!{error.Code}";
        _recognitions.Add((student, recognised.Value));
        var enrolled = await _school.SendAsync(new EnrolStudentProcess(student, new RecognitionId(recognised.Value.RecognitionId), "m9ng02"), Key(nameof(EnrolStudentProcess)));
        if (enrolled.Error is null) _enrolments.Add((student, new EnrolmentId(enrolled.Value.Id)));
        return Shown(enrolled);
    }

    private async Task<string> LogInAsync()
    {
        var known = _students.Count > 0 && _random.Next(3) == 0;
        var number = known ? _random.Next(_students.Count) : _students.Count;
        return await SendAsync(
            new LogInProcess($"o-{number}", _random.Next(8) == 0 ? null : $"138{number:00000000}", _random.Next(20) == 0 ? "old" : Agreements.UserAgreement.Version),
            answer =>
            {
                Remember(answer.Ticket);
                if (!_students.Contains(new AccountId(answer.Ticket.Subject))) _students.Add(new AccountId(answer.Ticket.Subject));
            });
    }

    private Task<string> ConsentAsync()
    {
        // The newest students are the ones who are asked.
        var student = _students.Count == 0 ? default : _students[^Math.Min(_students.Count, _random.Next(1, 4))];
        var purpose = _random.Next(2) == 0 ? ConsentPurpose.PhotoGuide : ConsentPurpose.FaceData;
        return SendAsync(_students.Count == 0 ? null : new GiveConsentCommand(student, purpose, _random.Next(20) == 0 ? "old" : Agreements.For(purpose).Version));
    }

    private async Task<string> RecogniseAsync()
    {
        if (!Has(_students, out var student)) return "!";
        var text = _school.CodeText($"2027{(_random.Next(4) == 0 ? _random.Next(_numbers + 1) : ++_numbers):000000000}");
        if (_random.Next(20) == 0) text = text[..^2];
        return await SendAsync(new RecogniseCollectionCodeProcess(student, text, null), view => _recognitions.Add((student, view)));
    }

    private string Code() => _random.Next(12) == 0 ? "wrong1" : "m9ng02";

    private async Task<string> SubmitAsync()
    {
        if (!Has(_enrolments, out var one)) return "!";
        var answer = await _school.SubmitAsync(Mostly(one.Owner), one.Id, $"photo {_random.Next(5)}", Key(nameof(SubmitPhotoProcess)));
        if (answer.Succeeded) _submissions.Add((one.Owner, one.Id, new SubmissionId(answer.Value.Id)));
        return Shown(answer);
    }

    private async Task<string> OpenUploadAsync()
    {
        if (!Has(_students, out var student)) return "!";
        var opened = await _school.SendAsync(new OpenPhotoUploadProcess(student));
        if (opened.Error is { } error) return $"!{error.Code}";
        using var content = new MemoryStream(Encoding.UTF8.GetBytes($"sent {_random.Next(9)}"));
        var received = await Get<IPhotoUploads>().ReceiveAsync(opened.Value.Id, content, 1000, Ct);
        _uploads.Add(opened.Value.Id);
        return received.Error is { } refused ? $"!{refused.Code}" : "sent";
    }

    private async Task<string> SubmitUploadedAsync()
    {
        if (_uploads.Count == 0 || !Has(_enrolments, out var one)) return "!";
        var answer = await _school.SendAsync(new SubmitUploadedPhotoProcess(one.Owner, one.Id, _uploads[^1]), Key(nameof(SubmitUploadedPhotoProcess)));
        if (answer.Succeeded) _submissions.Add((one.Owner, one.Id, new SubmissionId(answer.Value.Id)));
        return Shown(answer);
    }

    private Task<string> ReplaceAsync()
    {
        if (!Has(_submissions, out var photo)) return Task.FromResult("!");
        return DecideAsync((order, _) => new ReplaceOrderSubmissionCommand(order.AccountId, order.Id, photo.Id), OrderStatus.Rejected, own: photo.Enrolment);
    }

    private void Payable(string outTradeNo)
    {
        _payable.Remove(outTradeNo);
        _payable.Add(outTradeNo);
    }

    private Task<string> PayAsync()
    {
        _payable.RemoveAll(number => _school.WeChatPay.StateOf(number) != ChargeState.NotPaid);
        if (!Has(_payable, out var outTradeNo)) return Task.FromResult("!");
        _paid.Add(_school.WeChatPay.Pay(outTradeNo));
        _payable.Remove(outTradeNo);
        return Task.FromResult(_paid[^1].TransactionId);
    }

    private async Task<string> NotifyAsync()
    {
        if (!Has(_paid, out var fact)) return "!";
        return Shown(await _school.NotifyAsync(_random.Next(15) switch
        {
            0 => fact with { AmountFen = fact.AmountFen + 1 },
            1 => fact with { OutTradeNo = "000015-none" },
            2 => fact with { TransactionId = $"{fact.TransactionId}9" },
            _ => fact,
        }));
    }

    /// <summary>Does something to an order as staff or student would who has it on the screen.</summary>
    private async Task<string> DecideAsync<T>(
        Func<Order, long, IRequest<T>> what, OrderStatus status = OrderStatus.PendingReview, EnrolmentId? own = null)
        where T : IResult<T>
    {
        var candidates = await _school.ReadAsync(db => db.Orders.AsNoTracking().Where(order => order.Status == status)
            .OrderByDescending(order => order.LeaseHolder != null).ThenBy(order => order.PlacedAt).Take(8).ToListAsync(Ct));
        var seen = candidates.Find(order => own is null || order.EnrolmentId == own);
        if (seen is null)
        {
            if (!Has(_orders, out var any)) return "!";
            seen = await _school.OrderAsync(any.Id);
        }

        return await SendAsync(what(seen, _random.Next(12) == 0 ? seen.Version + 1 : seen.Version));
    }

    private Guid Holder(Order order) => _random.Next(15) == 0 || order.LeaseHolder is not { } holder ? Any(Reviewers) : holder.Value;

    private async Task<string> MakeBatchAsync()
    {
        var campaign = await _school.CampaignAsync();
        return await SendAsync(new MakeBatchProcess(campaign, Operator), made => _batches.Add(new BatchId(made.Batch.Id)));
    }

    private async Task<string> ReturnAsync()
    {
        var line = await _school.ReadAsync(db => db.BatchLines.AsNoTracking().Where(one => one.State == BatchLineState.Included)
            .OrderByDescending(one => one.OrderNumber).FirstOrDefaultAsync(Ct));
        return await SendAsync(line is null ? null : new ReturnFromBatchCommand(line.BatchId, line.OrderId, "重拍", Operator));
    }

    private async Task<string> DownloadAsync()
    {
        if (!Has(_batches, out var batch)) return "!";
        var package = await _school.PackageAsync(batch);
        return package.Error is { } error ? $"!{error.Code}" : $"{package.Value.Length} bytes";
    }

    private async Task<string> ListAsync()
    {
        if (!Has(_students, out var student)) return "!";
        OrderStatus? status = _random.Next(2) == 0 ? null : Any(Enum.GetValues<OrderStatus>());
        var page = await _school.SendAsync(new ListOrdersQuery(student, status, _random.Next(3) == 0 ? _cursor : null, _random.Next(1, 4)));
        if (page.Succeeded) _cursor = page.Value.NextCursor;
        return Shown(page);
    }

    // Messages of one moment come in any order.
    private async Task<string> MessagesAsync()
    {
        if (!Has(_students, out var student)) return "!";
        var messages = await _school.SendAsync(new ListMessagesQuery(student));
        return messages.Error is { } error
            ? $"!{error.Code}"
            : string.Join(' ', messages.Value.Items.Select(message => Normal.Text(Normal.Json(message))).Order(StringComparer.Ordinal));
    }

    private async Task<string> OpenPhotoAsync()
    {
        var opened = await _school.SendAsync(new OpenPhotoQuery(_photo ?? ""));
        if (opened.Error is { } error) return $"!{error.Code}";
        await using var content = opened.Value.Content;
        return $"{content.Length} bytes {opened.Value.ContentType}";
    }

    private Task<string> TimersAsync()
    {
        return SendAsync(new RunTimersProcess(_random.Next(6) == 0));
    }

    private async Task<string> RelayAsync()
    {
        var relayed = 0;
        while (await Get<OutboxRelay>().RunOnceAsync(Ct) is > 0 and var some) relayed += some;
        return Normal.Json(relayed);
    }

    private async Task<string> CleanUpAsync()
    {
        await Get<OutboxRelay>().CleanUpAsync(Ct);
        return "done";
    }

    // What was sent and not submitted goes by the age of files, which the real clock gives them.
    private async Task<string> SweepAsync()
    {
        foreach (var sweep in _school.Services.GetServices<ISweep>().Where(sweep => sweep is not IncomingPhotosSweep)) await sweep.RunOnceAsync(Ct);
        return "done";
    }

    private async Task<string> LeaseAsync()
    {
        var leases = Get<Leases>();
        if (_leases.Count == 0 || _random.Next(2) == 0)
        {
            var lease = await leases.TakeAsync($"job-{_random.Next(3)}", TimeSpan.FromMinutes(_random.Next(10)), TimeSpan.FromMinutes(_random.Next(1, 20)), Ct);
            if (lease is not null) _leases.Add(lease);
            return Normal.Json(lease);
        }

        // Old ones too: they must be refused.
        var held = Any(_leases);
        return Normal.Json(_random.Next(3) == 0 ? await leases.ReleaseAsync(held!, Ct) : await leases.CompleteAsync(held!, Ct));
    }

    private void Remember(SessionTicket ticket)
    {
        _sessions.RemoveAll(session => session.Session == ticket.Session && _random.Next(4) > 0);
        _sessions.Add(ticket);
    }

    private async Task<string> SendAsync<T>(IRequest<Result<T>>? request, Action<T>? then = null)
    {
        if (request is null) return "!";
        var answer = await _school.SendAsync(request, request is IIdempotent ? Key(request.GetType().Name) : null);
        if (answer.Error is null) then?.Invoke(answer.Value);
        return Shown(answer);
    }

    private async Task<string> SendAsync<T>(IRequest<T>? request)
        where T : IResult<T> => request is null ? "!" : Shown(await _school.SendAsync(request, request is IIdempotent ? Key(request.GetType().Name) : null));

    // Some callers send a key, and some of them the same one again.
    private IdempotencyKey? Key(string route) => _random.Next(3) > 0
        ? null
        : new IdempotencyKey("a caller", route, $"key-{_random.Next(1_000).ToString(CultureInfo.InvariantCulture)}", "");

    private static string Shown<T>(T answer)
        where T : IResult<T> => answer.Error is { } error ? $"!{error.Code}" : Normal.Json(answer.BoxedValue);

    private AccountId Mostly(AccountId owner) => _random.Next(20) == 0 ? Any(_students) : owner;

    private bool Has<T>(List<T> all, out T one)
    {
        // Late ones are still going on; early ones have ended.
        one = all.Count == 0 ? default! : all[^_random.Next(1, 1 + Math.Min(all.Count, _random.Next(4) == 0 ? all.Count : Late))];
        return all.Count > 0;
    }

    private T? Any<T>(IReadOnlyList<T> all) => all.Count == 0 ? default : all[_random.Next(all.Count)];

    private T Get<T>()
        where T : notnull => _school.Services.GetRequiredService<T>();
}
