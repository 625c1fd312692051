using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Storage;
using CampusPhoto.Infrastructure.Tests.World;
using CampusPhoto.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Storage;

public sealed class PhotoUploadsTests : IAsyncLifetime
{
    private const long Limit = 100_000;

    private static readonly AccountId Owner = new(Guid.CreateVersion7());

    private readonly S3Process _s3 = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _s3.StartAsync();

    public ValueTask DisposeAsync() => _s3.DisposeAsync();

    [Fact]
    public async Task A_form_of_a_folder_holds_for_ten_minutes_and_what_it_brought_for_an_hour()
    {
        await using var school = await Installation.OpenAsync();
        var uploads = school.Node.Get<IPhotoUploads>();
        byte[] photo = RandomNumberGenerator.GetBytes(50_001);
        var form = uploads.Open(Owner, Limit);
        form.Id.Length.ShouldBeLessThanOrEqualTo(256);
        (form.Address, form.ExpiresAt).ShouldBe((null, school.Node.Clock.GetUtcNow().AddMinutes(10)));

        school.Node.Clock.Advance(TimeSpan.FromMinutes(9));
        (await uploads.ReceiveAsync(form.Id, new MemoryStream(photo), Limit, Ct)).Succeeded.ShouldBeTrue();
        school.Node.Clock.Advance(TimeSpan.FromMinutes(1));
        (await uploads.ReceiveAsync(form.Id, new MemoryStream(photo), Limit, Ct)).Error!.Code.ShouldBe("photo.upload_not_found");
        school.Node.Clock.Advance(TimeSpan.FromMinutes(49));
        await using (var staged = (await uploads.StageAsync(Owner, form.Id, Limit, Ct)).Value)
            staged.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(photo)));

        school.Node.Clock.Advance(TimeSpan.FromMinutes(1));
        (await uploads.StageAsync(Owner, form.Id, Limit, Ct)).Error!.Code.ShouldBe("photo.upload_not_found");
    }

    [Fact]
    public async Task A_form_that_one_node_gave_is_taken_by_another()
    {
        await using var school = await Installation.OpenAsync();
        var form = school.Node.Get<IPhotoUploads>().Open(Owner, Limit);

        var other = school.AddNode().Get<IPhotoUploads>();
        (await other.ReceiveAsync(form.Id, new MemoryStream([1, 2, 3]), Limit, Ct)).Succeeded.ShouldBeTrue();

        await using var staged = (await school.Node.Get<IPhotoUploads>().StageAsync(Owner, form.Id, Limit, Ct)).Value;
        staged.Bytes.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_sent_and_never_submitted_is_deleted_after_an_hour_and_what_is_younger_stays()
    {
        await using var school = await Installation.OpenAsync();
        await using var bucket = await OpenAsync();
        foreach (var node in new[] { school.Node, bucket.Node })
        {
            var uploads = node.Get<IPhotoUploads>();
            var incoming = node.Get<IIncomingPhotos>();
            var form = uploads.Open(Owner, Limit);
            if (form.Address is null) (await uploads.ReceiveAsync(form.Id, new MemoryStream([1]), Limit, Ct)).Succeeded.ShouldBeTrue();
            else (await PostAsync(form, [1])).ShouldBe(HttpStatusCode.NoContent);
            var sweep = node.Services.GetServices<ISweep>().OfType<IncomingPhotosSweep>().Single();

            // Files and objects carry the real time.
            node.Clock.SetUtcNow(TimeProvider.System.GetUtcNow().AddMinutes(59));
            await sweep.RunOnceAsync(Ct);
            (await CountAsync(incoming, node)).ShouldBe(1);
            node.Clock.Advance(TimeSpan.FromMinutes(2));
            await sweep.RunOnceAsync(Ct);
            (await CountAsync(incoming, node)).ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_phone_posts_a_photo_to_the_bucket_itself_by_a_policy_for_one_name_ten_minutes_and_so_many_bytes()
    {
        await using var school = await OpenAsync();
        var uploads = school.Node.Get<IPhotoUploads>();
        byte[] photo = RandomNumberGenerator.GetBytes(60_001);

        var form = uploads.Open(Owner, Limit);

        form.Address!.AbsoluteUri.TrimEnd('/').ShouldBe($"{_s3.Address}/{_s3.Bucket}");
        using var policy = JsonDocument.Parse(Convert.FromBase64String(form.Fields["Policy"]));
        policy.RootElement.GetProperty("expiration").GetDateTimeOffset().ShouldBe(form.ExpiresAt, TimeSpan.FromSeconds(1));
        string conditions = policy.RootElement.GetProperty("conditions").GetRawText();
        conditions.ShouldContain($"[\"content-length-range\",1,{Limit}]");
        conditions.ShouldContain($"{{\"key\":\"{form.Fields["key"]}\"}}");
        conditions.ShouldContain($"{{\"bucket\":\"{_s3.Bucket}\"}}");

        // The bucket of the tests believes every signature of version 4, so it is computed here once more.
        form.Fields["x-amz-signature"].ShouldBe(
            SignatureVersion4.OfPolicy(form.Fields["Policy"], form.Fields["x-amz-credential"], S3Process.Secret));
        (await PostAsync(form, photo)).ShouldBe(HttpStatusCode.NoContent);
        await using (var staged = (await uploads.StageAsync(Owner, form.Id, Limit, Ct)).Value)
        {
            staged.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(photo)));
            var kept = await staged.KeepAsync("image/jpeg", Ct);
            kept.Key.ShouldNotBe(form.Fields["key"].Split('/')[1]);
        }

        await uploads.DiscardAsync(form.Id, Ct);
        (await uploads.StageAsync(Owner, form.Id, Limit, Ct)).Error!.Code.ShouldBe("photo.upload_not_found");
    }

    [Fact]
    public async Task A_bucket_that_let_too_large_a_photo_in_does_not_bring_it_past_the_node()
    {
        await using var school = await OpenAsync();
        var uploads = school.Node.Get<IPhotoUploads>();
        var form = uploads.Open(Owner, Limit);
        await PostAsync(form, new byte[Limit + 1]);

        (await uploads.StageAsync(Owner, form.Id, Limit, Ct)).Error!.Code.ShouldBe("photo.too_large");
        (await uploads.ReceiveAsync(form.Id, new MemoryStream([1]), Limit, Ct)).Error!.Code.ShouldBe("photo.upload_not_found");
    }

    // The signature is made in the bucket's time, so the node's clock shows it.
    private Task<Installation> OpenAsync() => Installation.OpenAsync(settings =>
    {
        foreach (var (name, value) in _s3.Settings) settings.Values[name] = value;
        settings.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
    });

    private static Task<int> CountAsync(IIncomingPhotos incoming, Node node) =>
        incoming.KeysSentBeforeAsync(node.Clock.GetUtcNow().AddDays(1), Ct).CountAsync(Ct).AsTask();

    private static async Task<HttpStatusCode> PostAsync(PhotoUpload form, byte[] photo)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in form.Fields) body.Add(new StringContent(value), name);
        using var file = new ByteArrayContent(photo);
        body.Add(file, "file", "photo.jpg");
        using var answer = await http.PostAsync(form.Address, body, Ct);
        return answer.StatusCode;
    }
}
