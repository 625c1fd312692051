using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.CollectionCodes;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Production;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Photos;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace CampusPhoto.Application.Tests.World;

/// <summary>
/// A school with an open campaign (m9ng02, 30 yuan, three attempts) on a real database file and photo folder, with the
/// clock in the test's hand. Only WeChat and the first check are stood in for, at their ports.
/// </summary>
internal sealed class School : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-school-").FullName;
    private readonly ServiceProvider _services;
    private int _students;

    private School(params (string Key, string? Value)[] settings)
    {
        var environment = new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = _folder };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IHostEnvironment>(environment);
        services.AddAuthentication();
        services.AddApplication();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(_folder, "school.db")}",
            ["Storage:Path"] = PhotoFolder,
            // The checker's stand-in sees the same face in every file.
            ["SamePhotos:LookAlikes"] = "false",
        }).AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, one.Value))).Build();
        services.AddSingleton(configuration);
        services.AddInfrastructure(configuration, environment);
        services.AddSingleton<WeChatPayStandIn>();
        services.AddSingleton<IConnectivityTest, EchoBook>();
        services.AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<WeChatPayStandIn>());
        services.AddSingleton<IWeChatLogin, WeChatLoginStandIn>();
        services.AddSingleton<ISubscribeMessages>(Messages);
        services.AddSingleton<IShippingInformation>(Shipping);
        services.AddSingleton<ITextSafety>(Texts);
        services.AddSingleton<IWebhookSender, WebhookReceiverStandIn>();
        services.AddSingleton<IPhotoChecker>(Checker);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));

    public PhotoCheckerStandIn Checker { get; } = new();

    public MessagesStandIn Messages { get; } = new();

    public ShippingStandIn Shipping { get; } = new();

    public TextsStandIn Texts { get; } = new();

    public WeChatPayStandIn WeChatPay => _services.GetRequiredService<WeChatPayStandIn>();

    public string PhotoFolder => Path.Combine(_folder, "photos");

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IServiceProvider Services => _services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="settings">Settings beside or instead of its own.</param>
    public static async Task<School> OpenAsync(params (string Key, string? Value)[] settings)
    {
        var school = new School(settings);
        await school._services.PrepareDatabaseAsync(Ct);
        return school;
    }

    /// <summary>Sends a request as a call of its own, with an Idempotency-Key where one is given.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request, IdempotencyKey? key = null)
    {
        await using var scope = _services.CreateAsyncScope();
        if (key is not null) scope.ServiceProvider.GetRequiredService<IdempotencyScope>().Key = key;
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, Ct);
    }

    /// <summary>A batch's package, written within the call that asked for it.</summary>
    public async Task<Result<byte[]>> PackageAsync(BatchId batch)
    {
        await using var scope = _services.CreateAsyncScope();
        var package = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new DownloadPackageQuery(batch), Ct);
        if (package.Error is { } error) return error;
        using var bytes = new MemoryStream();
        await package.Value.WriteAsync(bytes, Ct);
        return bytes.ToArray();
    }

    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    /// <summary>A student who is logged in, has a phone and gave both consents.</summary>
    public async Task<AccountId> StudentAsync()
    {
        var number = Interlocked.Increment(ref _students);
        var login = await SendAsync(new LogInProcess(
            $"openid-{number.ToString(CultureInfo.InvariantCulture)}", $"138{number:00000000}", Agreements.UserAgreement.Version));
        var account = new AccountId(login.Value.Ticket.Subject);
        foreach (var purpose in Enum.GetValues<ConsentPurpose>())
            (await SendAsync(new GiveConsentCommand(account, purpose, Agreements.For(purpose).Version))).Error.ShouldBeNull();
        return account;
    }

    public string CodeText(string? uniqueNumber = null) => _services.GetRequiredService<SignedCollectionCodeIssuer>().IssueText(
        new CollectionCode(
            uniqueNumber ?? $"2027{Interlocked.Increment(ref _students):000000000}", "张*", "3702**********0016", "10425",
            "中国石油大学（华东）", "计算机科学与技术", Now.AddDays(30)),
        Now);

    public async Task<EnrolmentId> EnrolAsync(AccountId account, string featureCode = "m9ng02")
    {
        var recognition = await SendAsync(new RecogniseCollectionCodeProcess(account, CodeText(), null));
        var enrolment = await SendAsync(new EnrolStudentProcess(account, new RecognitionId(recognition.Value.RecognitionId), featureCode));
        return new EnrolmentId(enrolment.Value.Id);
    }

    public async Task<Result<SubmissionView>> SubmitAsync(AccountId account, EnrolmentId enrolment, string? photo = null, IdempotencyKey? key = null)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(photo ?? $"a photo of {account.Value}"));
        await using var staged = (await _services.GetRequiredService<IPhotoStore>().StageAsync(content, 1_000_000, Ct)).Value;
        return await SendAsync(new SubmitPhotoProcess(account, enrolment, staged), key);
    }

    /// <summary>From the code to an order that waits for payment.</summary>
    public async Task<(AccountId Student, OrderView Order)> PlaceAsync()
    {
        var student = await StudentAsync();
        var submission = await SubmitAsync(student, await EnrolAsync(student));
        var order = await SendAsync(new PlaceOrderCommand(student, new SubmissionId(submission.Value.Id)));
        return (student, order.Value);
    }

    /// <summary>Orders of as many students that wait for payment, made by the domain's own methods and saved at once.</summary>
    public async Task<IReadOnlyList<(AccountId Student, OrderId Order)>> PlaceManyAsync(int count, Func<int, Task<StoredPhoto>>? photos = null)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var hasher = _services.GetRequiredService<IPersonalDataHasher>();
        var numbers = _services.GetRequiredService<OrderNumberSource>();
        var campaign = await db.Campaigns.OrderBy(one => one.OpensAt).FirstAsync(Ct);
        List<(AccountId, OrderId)> placed = [];
        for (var one = 0; one < count; one++)
        {
            var number = Interlocked.Increment(ref _students).ToString("000000000", CultureInfo.InvariantCulture);
            var account = new Account(Id.New<AccountId>(Now), $"openid-{number}", Agreements.UserAgreement.Version, Now);
            account.SetPhone($"138{number[1..]}", hasher.Hash(PersonalValue.Phone, $"138{number[1..]}"));
            var student = new StudentIdentity(
                number, hasher.Hash(PersonalValue.UniqueNumber, number), "张*", "3702**********0016", "10425", "中国石油大学（华东）", "地质学");
            var enrolment = Enrolment.Join(
                Id.New<EnrolmentId>(Now), campaign, "10425", new Recognition(Id.New<RecognitionId>(Now), account.Id, student, Now), Now).Value;
            var photo = photos is not null ? await photos(one) : new StoredPhoto($"{number}{Guid.CreateVersion7():N}"[..32], $"{number}{Guid.CreateVersion7():N}{Guid.CreateVersion7():N}"[..64], 20_000, "image/jpeg");
            var submission = new Submission(
                Id.New<SubmissionId>(Now), enrolment.Id, account.Id, photo, photo, new CheckReport(campaign.SpecificationId, 1, []), Now);
            var (orderNumber, placedAt) = numbers.Next();
            var order = Order.Place(Id.New<OrderId>(placedAt), orderNumber, campaign, enrolment, submission, account, placedAt).Value;
            db.AddRange(account, enrolment, submission, order);
            placed.Add((account.Id, order.Id));
        }

        await db.SaveChangesAsync(Ct);
        return placed;
    }

    /// <summary>From the code to an order whose attempt is open.</summary>
    public async Task<(AccountId Student, OrderId Order, string OutTradeNo)> AboutToPayAsync()
    {
        var (student, order) = await PlaceAsync();
        var payment = await SendAsync(new StartPaymentProcess(student, new OrderId(order.Id)));
        return (student, new OrderId(order.Id), payment.Value.OutTradeNo);
    }

    /// <summary>From the code to an order that waits for review.</summary>
    public async Task<(AccountId Student, OrderId Order)> PayAsync()
    {
        var (student, order, outTradeNo) = await AboutToPayAsync();
        (await NotifyAsync(WeChatPay.Pay(outTradeNo))).Value.ShouldBe(ChargeOutcome.Accepted);
        return (student, order);
    }

    public async Task<Result<ChargeOutcome>> NotifyAsync(PaymentFact fact)
    {
        var outcome = await SendAsync(new ReceiveNotificationProcess(WeChatPayStandIn.NotificationOf(fact)));
        return outcome.Error is { } error ? error : outcome.Value.Charge!.Value;
    }

    public Task<Result<NotificationOutcome>> NotifyAsync(RefundFact fact) =>
        SendAsync(new ReceiveNotificationProcess(WeChatPayStandIn.NotificationOf(fact)));

    public async Task<Order> OrderAsync(OrderId id) => await ReadAsync(db => Whole(db).SingleAsync(order => order.Id == id, Ct));

    public async Task<IReadOnlyList<Order>> OrdersAsync(IReadOnlyList<OrderId> ids) =>
        await ReadAsync(db => Whole(db).AsNoTracking().Where(order => ids.Contains(order.Id)).ToListAsync(Ct));

    /// <summary>The numbers of an order's attempts, oldest first.</summary>
    public async Task<IReadOnlyList<string>> NumbersAsync(OrderId id) => await ReadAsync(db => db.Orders.Where(order => order.Id == id)
        .SelectMany(order => order.Attempts).OrderBy(attempt => attempt.Sequence).Select(attempt => attempt.OutTradeNo).ToListAsync(Ct));

    private static IQueryable<Order> Whole(AppDbContext db) => db.Orders
        .Include(order => order.Attempts).Include(order => order.Charges).Include(order => order.Refunds)
        .Include(order => order.History).Include(order => order.Reviews).AsSplitQuery();

    public async Task<TimersRun> RunTimersAsync(bool afterStart = false) => (await SendAsync(new RunTimersProcess(afterStart))).Value;

    /// <summary>Delivers saved events to their handlers, as the relay does.</summary>
    public async Task DeliverAsync()
    {
        var relay = _services.GetRequiredService<OutboxRelay>();
        while (await relay.RunOnceAsync(Ct) > 0) Ct.ThrowIfCancellationRequested();
    }

    public async Task<long> VersionAsync(OrderId order) => await ReadAsync(db => db.Orders.Where(found => found.Id == order).Select(found => found.Version).SingleAsync(Ct));

    public async Task ApproveAsync(OrderId order, Guid reviewer)
    {
        (await SendAsync(new ClaimOrderCommand(order, reviewer, null))).Error.ShouldBeNull();
        var current = (await OrderAsync(order)).CurrentSubmissionId;
        (await SendAsync(new ApproveOrderCommand(order, reviewer, current, await VersionAsync(order)))).Error.ShouldBeNull();
    }

    public async Task RejectAsync(OrderId order, Guid reviewer)
    {
        (await SendAsync(new ClaimOrderCommand(order, reviewer, null))).Error.ShouldBeNull();
        var current = (await OrderAsync(order)).CurrentSubmissionId;
        (await SendAsync(new RejectOrderCommand(order, reviewer, current, ["BLUR"], null, await VersionAsync(order)))).Error.ShouldBeNull();
    }

    public Task<CampaignId> CampaignAsync() => ReadAsync(db => db.Campaigns.OrderBy(campaign => campaign.OpensAt).Select(campaign => campaign.Id).FirstAsync(Ct));

    /// <summary>Stores a file as a photo.</summary>
    public Task<StoredPhoto> StoreAsync(byte[] content) =>
        _services.GetRequiredService<IPhotoStore>().StoreAsync(content, "image/jpeg", Ct);

    public string[] StoredFiles() => Directory.Exists(PhotoFolder) ? Directory.GetFiles(PhotoFolder, "*", SearchOption.AllDirectories) : [];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
