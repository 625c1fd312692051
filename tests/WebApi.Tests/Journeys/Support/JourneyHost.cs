using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Orders;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.Infrastructure.Persistence;
using CampusPhoto.Infrastructure.Staff;
using CampusPhoto.Tests.Shared;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>
/// The whole API on loopback: Kestrel, a database file, a photo folder, the face models, and the WeChat stand-in as a
/// process of its own. Only the clock can be put forward.
/// </summary>
public class JourneyHost : IAsyncLifetime
{
    /// <summary>Feature code of the seeded campaign: 30 yuan, three attempts.</summary>
    public const string FeatureCode = "m9ng02";

    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-journey-").FullName;
    private readonly Dictionary<string, (string Text, DateTimeOffset Since)> _staffTokens = [];
    private readonly SemaphoreSlim _signingIn = new(1);
    private TestDatabase _database = null!;
    private WebApplicationFactory<Program> _factory = null!;
    private Dictionary<string, string> _secrets = [];

    // All students of the tests are one drawn person in files of their own.
    private protected virtual bool LookAlikes => false;

    internal StandInProcess WeChat { get; } = new();

    internal ShiftedClock Clock { get; } = new();

    internal HttpClient Http { get; private set; } = null!;

    internal IServiceProvider Services => _factory.Services;

    internal string Folder => _folder;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await WeChat.StartAsync();
        _database = await TestDatabase.NewAsync(_folder);
        var address = $"http://127.0.0.1:{Loopback.FreePort().ToString(CultureInfo.InvariantCulture)}";
        var secretsFile = Path.Combine(_folder, "staff.json");
        var wechat = await WeChat.ConfigurationAsync(address, CancellationToken.None);
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Urls", address);
            foreach (var (name, value) in _database.Settings) builder.UseSetting(name, value);
            builder.UseSetting("Storage:Path", Path.Combine(_folder, "photos"));
            builder.UseSetting("Seed:SecretsFile", secretsFile);
            builder.UseSetting("Serilog:MinimumLevel:Default", "Error");
            builder.UseSetting("Serilog:MinimumLevel:Override:Microsoft", "Error");
            builder.UseSetting("RateLimits:PerAddressPerMinute", "1000000");
            builder.UseSetting("RateLimits:PerAccountPerMinute", "1000000");
            builder.UseSetting("RateLimits:PerClientPerMinute", "1000000");
            builder.UseSetting("SamePhotos:LookAlikes", LookAlikes ? "true" : "false");
            // These tests are not about a busy machine's patience.
            builder.UseSetting("PhotoCheck:Timeout", "00:02:00");
            builder.UseSetting("Timers:Interval", "01:00:00");
            foreach (var (name, value) in wechat) builder.UseSetting(name, value);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                SqlServerToo.AddTo(services);
            });
        });
        _factory.UseKestrel();
        _factory.StartServer();
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(address),
        };
        _secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(secretsFile))!;
    }

    internal Caller Guest() => new(Http);

    /// <summary>A student of 10425 who has not logged in yet.</summary>
    internal Student NewStudent(string name = "张*", TimeSpan? codeValidFor = null, string? schoolCode = null) =>
        new(Http, WeChat, IssueCode(name, codeValidFor, schoolCode));

    /// <summary>A student who is logged in, has a verified phone and gave both consents.</summary>
    internal async Task<Student> StudentAsync() => await (await NewStudent().LogInAsync()).ConsentAsync();

    internal StudentCode IssueCode(string name = "张*", TimeSpan? validFor = null, string? schoolCode = null)
    {
        var uniqueNumber = $"2027{RandomNumberGenerator.GetInt32(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture)}";
        var now = Clock.GetUtcNow();
        return new StudentCode(uniqueNumber, Services.GetRequiredService<SignedCollectionCodeIssuer>().IssueText(
            new CollectionCode(
                uniqueNumber, name, "3702**********0016", schoolCode ?? "10425", "中国石油大学（华东）", "计算机科学与技术",
                now + (validFor ?? TimeSpan.FromDays(30))),
            now));
    }

    internal async Task<Reviewer> ReviewerAsync() => new(Http, await StaffTokenAsync("reviewer"));

    internal async Task<Caller> OperatorAsync() => new(Http, await StaffTokenAsync("operator"));

    internal async Task<Caller> FinanceAsync(bool second = false) => new(Http, await StaffTokenAsync(second ? "finance-second" : "finance"));

    internal async Task<Caller> AdministratorAsync() => new(Http, await StaffTokenAsync("administrator"));

    /// <summary>Staff of 10425.</summary>
    internal async Task<Caller> SchoolStaffAsync() => new(Http, await StaffTokenAsync("school"));

    internal async Task<Caller> IntegratorAsync() =>
        new(Http, (await ClientTokenAsync("demo-integrator", _secrets["demo-integrator"])).Ok()["access_token"]);

    internal async Task<Answer> ClientTokenAsync(string clientId, string clientSecret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = clientSecret,
        });
        return await Guest().SendAsync(HttpMethod.Post, "/integrations/token", form);
    }

    /// <summary>A school of its own, with an operator and a member of its staff.</summary>
    internal async Task<(Caller Operator, Caller School, Guid Id)> AddSchoolAsync()
    {
        var operators = await OperatorAsync();
        var school = (await operators.PostAsync("/staff/schools", new { code = RandomNumberGenerator.GetHexString(10), name = "测试大学" })).Created();
        var userName = $"school-{Guid.CreateVersion7():N}";
        var password = (await (await AdministratorAsync()).PostAsync(
            "/staff/people", new { userName, roles = (string[])["SchoolStaff"], schoolId = school.Id })).Created()["password"];
        var signedIn = (await Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok();
        return (operators, new Caller(Http, signedIn["accessToken"]), school.Id);
    }

    internal async Task<string> SchoolCodeAsync(Guid school) => (await (await OperatorAsync()).GetAsync("/staff/schools")).Ok()
        .Json.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("id").GetGuid() == school).GetProperty("code").GetString()!;

    /// <summary>Another reviewer, who is no senior one; with a phone, a student may be the same person.</summary>
    internal async Task<Reviewer> AddReviewerAsync(string? phone = null)
    {
        var (userName, password) = await AddStaffAsync([ActorKind.Reviewer], phone);
        return new Reviewer(Http, (await Guest().PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]!);
    }

    internal async Task<(string UserName, string Password)> AddStaffAsync(ActorKind[] roles, string? phone = null)
    {
        var password = RandomNumberGenerator.GetHexString(20);
        await using var scope = Services.CreateAsyncScope();
        var user = new StaffUser
        {
            Id = Guid.CreateVersion7(),
            UserName = $"staff-{Guid.CreateVersion7():N}",
            PhoneHash = phone is null ? null : Services.GetRequiredService<IPersonalDataHasher>().Hash(PersonalValue.Phone, phone),
        };
        user.SetRoles(roles);
        (await scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>().CreateAsync(user, password)).Succeeded.ShouldBeTrue();
        return (user.UserName, password);
    }

    /// <summary>The order as staff see it, with its history.</summary>
    internal async Task<Answer> StaffViewAsync(Guid order) => (await (await ReviewerAsync()).GetAsync($"/staff/orders/{order}")).Ok();

    internal string Secret(string name) => _secrets[name];

    /// <summary>Another open campaign of 10425, for those who must be alone in theirs.</summary>
    internal async Task<Campaign> AddCampaignAsync(
        int attempts = 3, TimeSpan? closesIn = null, Payer payer = Payer.Student, TimeSpan? paymentWindow = null, bool appeals = false,
        string? overrides = null, int corrections = CampaignTerms.UsualCorrections)
    {
        var now = Clock.GetUtcNow();
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var school = await db.Schools.SingleAsync(found => found.Code == "10425");
        var closesAt = now + (closesIn ?? TimeSpan.FromDays(90));
        var campaign = new Campaign(
            Id.New<CampaignId>(now), school.Id, "补采", Domain.Campaigns.FeatureCode.Parse(RandomFeatureCode()).Value,
            new CampaignTerms(
                OrderKind.Collection, CollectionMode.Individual, new Money(payer == Payer.Student ? 2500 : 0), payer, CapturePolicy.AlbumAllowed,
                attempts, paymentWindow ?? TimeSpan.FromMinutes(30), TimeSpan.FromDays(2), ClosingRefund.Full, "main", appeals, corrections),
            "chsi-graduation-2017", 1, now.AddDays(-1), closesAt, closesAt.AddDays(1), overrides);
        campaign.Open();
        db.Add(campaign);
        await db.SaveChangesAsync();
        return campaign;
    }

    internal async Task CloseCampaignAsync(CampaignId id)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        (await db.Campaigns.SingleAsync(campaign => campaign.Id == id)).Close();
        await db.SaveChangesAsync();
    }

    /// <summary>Does what is due now; the host itself looks once an hour.</summary>
    internal async Task RunTimersAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<ISender>().Send(new RunTimersProcess(AfterStart: true))).Succeeded.ShouldBeTrue();
    }

    /// <summary>States of the charges that WeChat has for an order.</summary>
    internal async Task<IReadOnlyList<string>> ChargesAsync(string orderNumber) =>
    [
        .. (await WeChat.ListAsync("charges", CancellationToken.None))
            .Where(charge => ((string)charge["outTradeNo"]!).StartsWith(orderNumber, StringComparison.Ordinal))
            .Select(charge => (string)charge["state"]!),
    ];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _factory.DisposeAsync();
        await WeChat.DisposeAsync();
        await _database.DisposeAsync();
        _signingIn.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static string RandomFeatureCode() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 6);

    private async Task<string> StaffTokenAsync(string userName)
    {
        await _signingIn.WaitAsync();
        try
        {
            // Half of a token's life: a test that begins with it can end with it.
            if (!_staffTokens.TryGetValue(userName, out var token) || Clock.GetUtcNow() - token.Since > TokenLifetimes.Access / 2)
            {
                var since = Clock.GetUtcNow();
                var signedIn = await Guest().PostAsync("/staff/auth/login", new { userName, password = _secrets[userName] });
                _staffTokens[userName] = token = (signedIn.Ok()["accessToken"]!, since);
            }

            return token.Text;
        }
        finally
        {
            _signingIn.Release();
        }
    }
}
