using System.Text.Json;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>
/// An embedded installation after a while in use: one student's photo is being produced, another's was rejected, a third has
/// not paid. Its program is stopped; tests take copies.
/// </summary>
public sealed class SchoolYear(JourneyHost codes) : IAsyncLifetime
{
    private readonly List<ApiProcess> _serving = [];
    private ApiProcess _first = null!;
    private Balancer _balancer = null!;
    private HttpClient _http = null!;

    internal StandInProcess WeChat { get; } = new();

    internal (Student Student, Guid Order) Produced { get; private set; }

    internal (Student Student, Guid Order) Rejected { get; private set; }

    internal (Student Student, Guid Order) Unpaid { get; private set; }

    internal byte[] PhotoOfProduced { get; private set; } = [];

    /// <summary>A member of staff of each kind, signed in.</summary>
    internal Reviewer Reviewer { get; private set; } = null!;

    internal Caller Operator { get; private set; } = null!;

    internal string Batch { get; private set; } = "";

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await WeChat.StartAsync();
        _first = new ApiProcess(WeChat);
        _serving.Add(_first);
        await _first.StartAsync();
        _balancer = new Balancer(_serving);
        _http = new HttpClient(_balancer) { BaseAddress = _first.Address, Timeout = TimeSpan.FromMinutes(5) };
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(_first.SecretsFile))!;
        Reviewer = new Reviewer(_http, await StaffTokenAsync("reviewer", secrets["reviewer"]));
        Operator = new Caller(_http, await StaffTokenAsync("operator", secrets["operator"]));

        var student = await StudentAsync();
        var order = await student.PaidAsync(JourneyHost.FeatureCode);
        await Reviewer.ApprovedAsync(order.Id);
        Produced = (student, order.Id);
        PhotoOfProduced = await PhotoAsync(student, order.Id);
        var campaignId = (await student.GetAsync($"/enrolments/{order["enrolmentId"]}")).Ok()["campaignId"];
        Batch = (await Operator.PostAsync("/staff/batches", new { campaignId })).Created()["batch.id"]!;

        student = await StudentAsync();
        order = await student.PaidAsync(JourneyHost.FeatureCode);
        await Reviewer.RejectedAsync(order.Id);
        Rejected = (student, order.Id);

        student = await StudentAsync();
        Unpaid = (student, (await student.PlacedAsync(JourneyHost.FeatureCode)).Id);
        await Rejected.Student.UntilAsync("/messages", told => told.List("items").Count >= 2);
        await _first.KillAsync();
    }

    internal EmbeddedSchool Copy() => EmbeddedSchool.CopyOf(Path.Combine(Path.GetDirectoryName(_first.PhotoFolder)!, "campusphoto.db"), _first.PhotoFolder);

    /// <summary>A student who is logged in and gave both consents.</summary>
    internal async Task<Student> StudentAsync() => await (await new Student(_http, WeChat, codes.IssueCode()).LogInAsync()).ConsentAsync();

    /// <summary>Starts a program on those settings, to which everybody's calls go from now on.</summary>
    internal async Task<ApiProcess> ServeAsync(IReadOnlyDictionary<string, string> settings)
    {
        var api = new ApiProcess(WeChat, settings: settings);
        await api.StartAsync();
        _serving[0] = api;
        return api;
    }

    /// <summary>The photo that the student is shown.</summary>
    internal async Task<byte[]> PhotoAsync(Student student, Guid order)
    {
        using var plain = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await plain.GetByteArrayAsync(new Uri(await PhotoLinkAsync(student, order)));
    }

    /// <summary>Where it lies.</summary>
    internal async Task<string> PhotoLinkAsync(Student student, Guid order)
    {
        var submission = (await student.OrderAsync(order)).Ok()["submissionId"];
        return new Uri(_serving[0].Address, (await student.GetAsync($"/submissions/{submission}")).Ok()["photoUrl"]!).ToString();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _balancer.Dispose();
        await _first.DisposeAsync();
        await WeChat.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<string> StaffTokenAsync(string userName, string password) =>
        (await new Caller(_http).PostAsync("/staff/auth/login", new { userName, password })).Ok()["accessToken"]!;
}
