using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace CampusPhoto.Tests.Shared;

/// <summary>A count of the end, beside what it has to be.</summary>
/// <param name="What">What is counted.</param>
/// <param name="Expected">What it has to be.</param>
/// <param name="Found">What it is.</param>
internal sealed record Balance(string What, long Expected, long Found)
{
    public bool Holds => Expected == Found;
}

/// <summary>
/// A whole campaign by HTTP, as its people run it: a roster and its codes, every student's way from the code's picture to
/// the paid order, three reviewers at once, one student in twenty rejected and sending another photo, one in ten having prints
/// made, batches in two parts, their packages and deliveries, and 学信网's results, which refuse one photo in fifty. It ends
/// with counts that have to balance.
/// </summary>
/// <param name="http">Where the API is; its database is new.</param>
/// <param name="wechat">Its WeChat.</param>
/// <param name="secrets">Its staff's secrets.</param>
/// <param name="photos">Two photos that pass, of which the second follows a rejection; each student sends files of its own.</param>
/// <param name="report">Where the report goes.</param>
internal sealed class Simulation(
    HttpClient http, StandInProcess wechat, IReadOnlyDictionary<string, string> secrets, (byte[] First, byte[] Second) photos, TextWriter report)
{
    private const int Reviewers = 3;
    private const int StudentsAtOnce = 8;
    private const int RejectedOneIn = 20;
    private const int PrintsOneIn = 10;
    private const int RefusedOneIn = 50;
    private const int PriceFen = 2500;
    private const int Colleges = 5;

    // Shorter than an access token holds.
    private static readonly TimeSpan SignedIn = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, SimulatedStudent> _orders = new();
    private readonly ConcurrentBag<Guid> _prints = [];
    private readonly Channel<bool> _queue = Channel.CreateUnbounded<bool>();
    private readonly List<(string Phase, TimeSpan Took)> _phases = [];
    private int _approved;
    private int _rejected;

    /// <summary>Runs the campaign to its end.</summary>
    /// <param name="students">How many students are on the roster.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task<IReadOnlyList<Balance>> RunAsync(int students, CancellationToken cancellationToken)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var factory = await StaffAsync("operator", broken.Token);
        var campaign = await PhaseAsync("campaign", () => OpenCampaignAsync(factory, broken.Token));
        var school = await StaffAsync("school", broken.Token);
        var codes = await PhaseAsync("roster and codes", () => ImportAsync(school, campaign.Id, students, broken.Token));
        await PhaseAsync(
            "students, payments and reviews",
            async () =>
            {
                await TogetherAsync(broken, [LetStudentsComeAsync(codes, campaign.FeatureCode, broken.Token), .. await ReviewAsync(students, broken.Token)]);
                return true;
            });
        await PhaseAsync("prints", () => OrderPrintsAsync(broken.Token));
        var delivered = await PhaseAsync("batches", () => ProduceAsync(campaign.Id, broken.Token));
        var counted = await PhaseAsync("counts", () => CountAsync(campaign.Id, students, delivered, broken.Token));
        var results = await PhaseAsync("results, twice the same file", () => ImportResultsAsync(campaign.Id, students, broken.Token));
        IReadOnlyList<Balance> balances = [.. counted, .. results];
        await TellAsync(students, balances);
        return balances;
    }

    private static async Task TogetherAsync(CancellationTokenSource broken, params Task[] tasks)
    {
        // The first that fails ends the others, which wait for each other.
        await foreach (var ended in Task.WhenEach(tasks))
        {
            if (ended.IsFaulted) await broken.CancelAsync();
        }

        if (Array.Find(tasks, task => task.IsFaulted) is { } failed) await failed;
        await Task.WhenAll(tasks);
    }

    private async Task<T> PhaseAsync<T>(string phase, Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var done = await work();
        _phases.Add((phase, Stopwatch.GetElapsedTime(start)));
        return done;
    }

    private Task<SimulatedCaller> StaffAsync(string userName, CancellationToken cancellationToken) =>
        new SimulatedCaller(http).SignInAsync(userName, secrets[userName], cancellationToken);

    private static async Task<(Guid Id, string FeatureCode)> OpenCampaignAsync(SimulatedCaller factory, CancellationToken cancellationToken)
    {
        var school = (await factory.GetAsync("/staff/schools", cancellationToken)).GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("code").GetString() == "10425").GetProperty("id").GetGuid();
        var now = TimeProvider.System.GetUtcNow();
        var campaign = await factory.PostAsync(
            "/staff/campaigns",
            new
            {
                schoolId = school, name = "模拟采集", mode = "Organised", payer = "Student", priceFen = PriceFen, opensAt = now.AddHours(-1),
                closesAt = now.AddDays(30), resubmissionEndsAt = now.AddDays(40),
            },
            cancellationToken);
        var id = campaign.GetProperty("id").GetGuid();
        await factory.PostAsync($"/staff/campaigns/{id}/opening", null, cancellationToken);
        return (id, campaign.GetProperty("featureCode").GetString()!);
    }

    private static async Task<IReadOnlyList<byte[]>> ImportAsync(
        SimulatedCaller school, Guid campaign, int students, CancellationToken cancellationToken)
    {
        var roster = new StringBuilder("unique_number,college,major\n");
        for (var student = 1; student <= students; student++)
            roster.Append(CultureInfo.InvariantCulture, $"{UniqueNumberOf(student)},学院{student % Colleges},计算机科学与技术\n");
        await school.UploadAsync(
            $"/staff/campaigns/{campaign}/roster", "file", Encoding.UTF8.GetBytes(roster.ToString()), "roster.csv", cancellationToken);
        return await school.DownloadAsync<IReadOnlyList<byte[]>>(
            $"/staff/campaigns/{campaign}/collection-codes",
            async file =>
            {
                using var whole = new MemoryStream();
                await file.CopyToAsync(whole, cancellationToken);
                await using var zip = new ZipArchive(whole, ZipArchiveMode.Read);
                List<byte[]> pictures = [];
                foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".png", StringComparison.Ordinal)))
                    pictures.Add(await BytesAsync(entry, cancellationToken));
                return pictures;
            },
            cancellationToken);
    }

    private static string UniqueNumberOf(int student) => string.Create(CultureInfo.InvariantCulture, $"2027{student:000000000}");

    private Task LetStudentsComeAsync(IReadOnlyList<byte[]> codes, string featureCode, CancellationToken cancellationToken) =>
        Parallel.ForAsync(
            0, codes.Count, new ParallelOptions { MaxDegreeOfParallelism = StudentsAtOnce, CancellationToken = cancellationToken },
            async (number, token) =>
            {
                var student = new SimulatedStudent(http, wechat, number, photos);
                var order = await student.PlaceAsync(codes[number], featureCode, token);
                _orders[order] = student;
                await student.PayAsync(order, token);
                await _queue.Writer.WriteAsync(true, token);
            });

    private async Task<IReadOnlyList<Task>> ReviewAsync(int students, CancellationToken cancellationToken)
    {
        var administrator = await StaffAsync("administrator", cancellationToken);
        List<Task> reviewers = [];
        for (var reviewer = 0; reviewer < Reviewers; reviewer++)
        {
            var userName = $"reviewer-{reviewer}";
            var password = (await administrator.PostAsync("/staff/people", new { userName, roles = (string[])["Reviewer"] }, cancellationToken))
                .GetProperty("password").GetString()!;
            reviewers.Add(ReviewAsync(userName, password, students, cancellationToken));
        }

        return reviewers;
    }

    private async Task ReviewAsync(string userName, string password, int students, CancellationToken cancellationToken)
    {
        SimulatedCaller reviewer = new(http);
        var signedInAt = 0L;
        await foreach (var _ in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            if (signedInAt == 0 || Stopwatch.GetElapsedTime(signedInAt) > SignedIn)
            {
                await reviewer.SignInAsync(userName, password, cancellationToken);
                signedInAt = Stopwatch.GetTimestamp();
            }

            // Others were quicker with all that this one had seen; what came meanwhile is there at the next try.
            if (await reviewer.TrySendAsync(HttpMethod.Post, "/staff/reviews/next", () => null, null, cancellationToken, "review.queue_empty")
                is not ({ } claimed, null))
            {
                await _queue.Writer.WriteAsync(true, cancellationToken);
                continue;
            }

            var order = claimed.GetProperty("orderId").GetGuid();
            var ifMatch = $"\"{claimed.GetProperty("version").GetInt64()}\"";
            var submissionId = claimed.GetProperty("submissionId").GetGuid();
            var student = _orders[order];
            if (student.Number % RejectedOneIn == 0 && !student.WasRejected)
            {
                await reviewer.PostAsync(
                    $"/staff/orders/{order}/rejection", new { submissionId, reasons = (string[])["BLUR"] }, cancellationToken, ifMatch);
                Interlocked.Increment(ref _rejected);
                await student.SendAnotherAsync(order, cancellationToken);
                await _queue.Writer.WriteAsync(true, cancellationToken);
                continue;
            }

            await reviewer.PostAsync($"/staff/orders/{order}/approval", new { submissionId }, cancellationToken, ifMatch);
            if (Interlocked.Increment(ref _approved) == students) _queue.Writer.Complete();
        }
    }

    private async Task<int> OrderPrintsAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            _orders.Where(order => order.Value.Number % PrintsOneIn == 0),
            new ParallelOptions { MaxDegreeOfParallelism = StudentsAtOnce, CancellationToken = cancellationToken },
            async (order, token) => _prints.Add(await order.Value.OrderPrintsAsync(order.Key, token)));
        return _prints.Count;
    }

    private async Task<(int Orders, int Photos, int Damaged)> ProduceAsync(Guid campaignId, CancellationToken cancellationToken)
    {
        var factory = await StaffAsync("operator", cancellationToken);
        var batch = (await factory.PostAsync("/staff/batches", new { campaignId }, cancellationToken)).GetProperty("batch");
        var id = batch.GetProperty("id").GetGuid();

        // One is taken out again and comes with the next batch.
        var returned = _orders.First(order => order.Value.Number == 0).Key;
        await factory.PostAsync($"/staff/batches/{id}/orders/{returned}/return", new { reason = "重新制作" }, cancellationToken);
        var second = (await factory.PostAsync("/staff/batches", new { campaignId }, cancellationToken)).GetProperty("batch").GetProperty("id").GetGuid();
        var (orders, photos, damaged) = (0, 0, 0);
        foreach (var one in new[] { id, second })
        {
            var (inside, wrong) = await factory.DownloadAsync(
                $"/staff/batches/{one}/package", file => InspectAsync(file, cancellationToken), cancellationToken);
            var delivered = await factory.PostAsync($"/staff/batches/{one}/completion", new { receipt = $"SF{one:N}" }, cancellationToken);
            (orders, photos, damaged) = (orders + delivered.GetProperty("orders").GetInt32(), photos + inside, damaged + wrong);
        }

        return (orders, photos, damaged);
    }

    /// <summary>Photos in a package, and pictures of any kind that are not what the manifest says.</summary>
    private static async Task<(int Photos, int Damaged)> InspectAsync(Stream package, CancellationToken cancellationToken)
    {
        // A reader of ZIP files seeks; a file does that without taking memory.
        await using var file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await package.CopyToAsync(file, cancellationToken);
        await using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var manifest = Encoding.UTF8.GetString(await BytesAsync(zip.GetEntry("manifest.csv")!, cancellationToken))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .Where(cells => cells[0].Length > 0).ToDictionary(cells => cells[0], cells => cells[5]);
        var (photos, all, damaged) = (0, 0, 0);
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".jpg", StringComparison.Ordinal)))
        {
            all++;
            if (entry.FullName.StartsWith("photos/", StringComparison.Ordinal)) photos++;
            var hash = Convert.ToHexStringLower(SHA256.HashData(await BytesAsync(entry, cancellationToken)));
            if (manifest.GetValueOrDefault(entry.FullName) != hash) damaged++;
        }

        return (photos, damaged + Math.Abs(manifest.Count - all));
    }

    private async Task<IReadOnlyList<Balance>> CountAsync(
        Guid campaign, int students, (int Orders, int Photos, int Damaged) delivered, CancellationToken cancellationToken)
    {
        var school = await StaffAsync("school", cancellationToken);
        var progress = (await school.GetAsync($"/staff/campaigns/{campaign}/progress", cancellationToken)).GetProperty("total");
        var missing = (await school.GetAsync($"/staff/campaigns/{campaign}/missing", cancellationToken)).GetProperty("items").GetArrayLength();
        var paid = (await wechat.ListAsync("charges", cancellationToken)).Where(charge => (string)charge["state"]! == "Success").ToList();
        var (charges, money, lines) = await LedgerAsync(cancellationToken);
        var again = (students + RejectedOneIn - 1) / RejectedOneIn;
        var printing = (students + PrintsOneIn - 1) / PrintsOneIn;
        return
        [
            new("students on the roster", students, progress.GetProperty("students").GetInt64()),
            new("orders completed, by the school's progress", students, progress.GetProperty("completed").GetInt64()),
            new("students missing", 0, missing),
            new("photos rejected once and sent again", again, _rejected),
            new("photos approved", students, _approved),
            new("orders for prints", printing, _prints.Count),
            new("charges at WeChat", students + printing, paid.Count),
            new("charges in our books", paid.Count, charges),
            new("fen in our books, beside WeChat's", paid.Sum(charge => (long)charge["total"]!), money),
            new("sum of all ledger lines, which is nothing", 0, lines),
            new("orders in delivered batches", students + printing, delivered.Orders),
            new("photos in packages, beside orders completed", progress.GetProperty("completed").GetInt64(), delivered.Photos),
            new("pictures that differ from their manifest", 0, delivered.Damaged),
        ];
    }

    private async Task<IReadOnlyList<Balance>> ImportResultsAsync(Guid campaign, int students, CancellationToken cancellationToken)
    {
        var file = new StringBuilder("unique_number,result,reason\n");
        for (var student = 1; student <= students; student++)
            file.Append(UniqueNumberOf(student)).Append(student % RefusedOneIn == 0 ? ",不通过,人像比对不通过\n" : ",通过,\n");
        var factory = await StaffAsync("operator", cancellationToken);
        Task<JsonElement> ImportAsync() => factory.UploadAsync(
            $"/staff/campaigns/{campaign}/results", "file", Encoding.UTF8.GetBytes(file.ToString()), "results.csv", cancellationToken);
        var first = await ImportAsync();
        var again = await ImportAsync();
        return
        [
            new("photos that 学信网 accepted", students - students / RefusedOneIn, first.GetProperty("accepted").GetInt64()),
            new("photos that it refused, each with a correction opened", students / RefusedOneIn, first.GetProperty("refused").GetInt64()),
            new("results that the same file leaves as they are", students, again.GetProperty("unchanged").GetInt64()),
        ];
    }

    private async Task<(long Charges, long Fen, long Lines)> LedgerAsync(CancellationToken cancellationToken)
    {
        var (charges, fen, lines) = (0L, 0L, 0L);
        SimulatedCaller finance = new(http);
        foreach (var some in _orders.Keys.Concat(_prints).Chunk(1_000))
        {
            await finance.SignInAsync("finance", secrets["finance"], cancellationToken);
            foreach (var order in some)
            {
                var dossier = await finance.GetAsync($"/staff/payments/{order}", cancellationToken);
                charges += dossier.GetProperty("charges").GetArrayLength();
                fen += dossier.GetProperty("charges").EnumerateArray().Sum(charge => charge.GetProperty("amount").GetProperty("amountFen").GetInt64());
                lines += dossier.GetProperty("ledger").EnumerateArray().Sum(line => line.GetProperty("amountFen").GetInt64());
            }
        }

        return (charges, fen, lines);
    }

    private async Task TellAsync(int students, IReadOnlyList<Balance> balances)
    {
        await report.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{students} students, {Reviewers} reviewers, {StudentsAtOnce} phones at once: {TimeSpan.FromTicks(_phases.Sum(phase => phase.Took.Ticks)):hh\\:mm\\:ss\\.f}"));
        await report.WriteLineAsync("\n| phase | took |\n| --- | --- |");
        foreach (var (phase, took) in _phases)
            await report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {phase} | {took.TotalSeconds:0.0} s |"));
        await report.WriteLineAsync("\n| count | expected | found | |\n| --- | --- | --- | --- |");
        foreach (var balance in balances)
        {
            await report.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"| {balance.What} | {balance.Expected} | {balance.Found} | {(balance.Holds ? "holds" : "DIFFERS")} |"));
        }
    }

    private static async Task<byte[]> BytesAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await using var content = await entry.OpenAsync(cancellationToken);
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}

/// <summary>A student of the simulation.</summary>
internal sealed class SimulatedStudent(HttpClient http, StandInProcess wechat, int number, (byte[] First, byte[] Second) photos) : SimulatedCaller(http)
{
    private string _openId = "";
    private Guid _enrolment;

    public int Number => number;

    public bool WasRejected { get; private set; }

    /// <summary>From the login to the placed order.</summary>
    public async Task<Guid> PlaceAsync(byte[] code, string featureCode, CancellationToken cancellationToken)
    {
        await LogInAsync(cancellationToken);
        var recognition = await UploadAsync("/collection-codes/recognitions", "image", code, "code.png", cancellationToken);
        var enrolment = await PostAsync(
            "/enrolments", new { recognitionId = recognition.GetProperty("recognitionId").GetGuid(), featureCode }, cancellationToken);
        _enrolment = enrolment.GetProperty("id").GetGuid();
        var submissionId = await SubmitAsync(cancellationToken);
        return (await PostAsync("/orders", new { submissionId }, cancellationToken)).GetProperty("id").GetGuid();
    }

    /// <summary>Pays and comes back from WeChat.</summary>
    public async Task PayAsync(Guid order, CancellationToken cancellationToken)
    {
        var payment = await PostAsync($"/orders/{order}/payments", null, cancellationToken);
        var parameters = JsonNode.Parse(payment.GetProperty("parameters").GetRawText())!.AsObject();
        if (await wechat.PayAsync(parameters, _openId, "success", cancellationToken) is { Accepted: false } refused)
            throw new InvalidOperationException(refused.ErrMsg);
        var paid = await PostAsync($"/orders/{order}/payments/confirmation", null, cancellationToken);

        // WeChat's notification may have been quicker, and a reviewer too.
        if (paid.GetProperty("status").GetString() == "PendingPayment") throw new InvalidOperationException($"Not paid: {paid}");
    }

    /// <summary>修改照片: sends another file.</summary>
    public async Task SendAnotherAsync(Guid order, CancellationToken cancellationToken)
    {
        WasRejected = true;
        await LogInAsync(cancellationToken);
        await PutAsync($"/orders/{order}/submission", new { submissionId = await SubmitAsync(cancellationToken) }, cancellationToken);
    }

    /// <summary>加洗照片: two sheets of the approved photo, to be fetched at school, and pays for them.</summary>
    public async Task<Guid> OrderPrintsAsync(Guid order, CancellationToken cancellationToken)
    {
        await LogInAsync(cancellationToken);
        var offerId = (await GetAsync("/reprint-offers", cancellationToken)).GetProperty("offers")[0].GetProperty("id").GetString();
        var prints = (await PostAsync("/reprint-orders", new { orderId = order, offerId, sheets = 2, delivery = "PickUp" }, cancellationToken))
            .GetProperty("order").GetProperty("id").GetGuid();
        await PayAsync(prints, cancellationToken);
        return prints;
    }

    private async Task LogInAsync(CancellationToken cancellationToken)
    {
        var agreements = await GetAsync("/agreements/current", cancellationToken);
        (var loginCode, _openId) = await wechat.LoginCodeAsync(cancellationToken, _openId.Length == 0 ? null : _openId);
        var phoneCode = await wechat.PhoneCodeAsync(
            _openId, string.Create(CultureInfo.InvariantCulture, $"139{number:00000000}"), cancellationToken);
        var agreementVersion = agreements.GetProperty("version").GetString();
        Token = (await PostAsync("/auth/wechat-login", new { loginCode, phoneCode, agreementVersion }, cancellationToken))
            .GetProperty("accessToken").GetString();
        foreach (var (purpose, text) in new[] { ("PhotoGuide", "photoGuide"), ("FaceData", "faceData") })
            await PostAsync("/consents", new { purpose, version = agreements.GetProperty(text).GetProperty("version").GetString() }, cancellationToken);
    }

    // A comment makes the file the student's own.
    private async Task<Guid> SubmitAsync(CancellationToken cancellationToken)
    {
        var photo = WasRejected ? photos.Second : photos.First;
        byte[] own = [.. photo[..2], 0xFF, 0xFE, 0, 6, .. BitConverter.GetBytes(number), .. photo[2..]];
        var submission = await UploadAsync(
            "/submissions", "photo", own, "photo.jpg", cancellationToken, ("enrolmentId", _enrolment.ToString()));
        if (submission.GetProperty("verdict").GetString() != "Pass") throw new InvalidOperationException($"The photo did not pass: {submission}");
        return submission.GetProperty("id").GetGuid();
    }
}
