using System.Globalization;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Accounts;
using CampusPhoto.Application.CollectionCodes;
using CampusPhoto.Application.Enrolments;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Application.Orders;
using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Reviews;
using CampusPhoto.Application.Submissions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure;
using CampusPhoto.Infrastructure.CollectionCodes;
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

    private School(IReadOnlyDictionary<string, string>? database)
    {
        var environment = new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = _folder };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IHostEnvironment>(environment);
        services.AddAuthentication();
        services.AddApplication();
        Dictionary<string, string?> settings = new()
        {
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(_folder, "school.db")}",
            ["Storage:Path"] = PhotoFolder,
        };
        foreach (var (name, value) in database ?? new Dictionary<string, string>()) settings[name] = value;
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services.AddSingleton(configuration);
        services.AddInfrastructure(configuration, environment);
        services.AddSingleton<WeChatPayStandIn>();
        services.AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<WeChatPayStandIn>());
        services.AddSingleton<IWeChatLogin, WeChatLoginStandIn>();
        services.AddSingleton<IPhotoChecker>(Checker);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));

    public PhotoCheckerStandIn Checker { get; } = new();

    public WeChatPayStandIn WeChatPay => _services.GetRequiredService<WeChatPayStandIn>();

    public string PhotoFolder => Path.Combine(_folder, "photos");

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IServiceProvider Services => _services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="database">Settings of another database than a file of its own.</param>
    public static async Task<School> OpenAsync(IReadOnlyDictionary<string, string>? database = null)
    {
        var school = new School(database);
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

    public async Task<Result<SubmissionView>> SubmitAsync(AccountId account, EnrolmentId enrolment, string photo = "a photo", IdempotencyKey? key = null)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(photo));
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

    public Task<Result<ChargeOutcome>> NotifyAsync(PaymentFact fact) =>
        SendAsync(new ReceiveNotificationProcess(WeChatPayStandIn.Notification(fact)));

    public async Task<Order> OrderAsync(OrderId id) => await ReadAsync(db => db.Orders
        .Include(order => order.Attempts).Include(order => order.Charges).Include(order => order.Refunds)
        .Include(order => order.History).Include(order => order.Reviews).AsSplitQuery()
        .SingleAsync(order => order.Id == id, Ct));

    public async Task<TimersRun> RunTimersAsync(DateTimeOffset? since = null) => (await SendAsync(new RunTimersProcess(since))).Value;

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

    public Task<CampaignId> CampaignAsync() => ReadAsync(db => db.Campaigns.Select(campaign => campaign.Id).FirstAsync(Ct));

    public string[] StoredFiles() => Directory.Exists(PhotoFolder) ? Directory.GetFiles(PhotoFolder, "*", SearchOption.AllDirectories) : [];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
