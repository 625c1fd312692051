using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Storage;
using CampusPhoto.Infrastructure.Tests.World;
using CampusPhoto.Tests.Shared;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Tests.Storage;

public sealed class S3PhotoStoreTests : IAsyncLifetime
{
    private const long Limit = 1_000_000;

    private readonly S3Process _s3 = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _s3.StartAsync();

    public ValueTask DisposeAsync() => _s3.DisposeAsync();

    [Fact]
    public async Task An_upload_is_kept_byte_for_byte_and_another_client_of_the_bucket_sees_the_same_bytes()
    {
        await using var school = await OpenAsync();
        var store = school.Node.Get<IPhotoStore>();
        byte[] upload = RandomNumberGenerator.GetBytes(300_001);

        await using var staged = (await store.StageAsync(new MemoryStream(upload), Limit, Ct)).Value;
        var kept = await staged.KeepAsync("image/png", Ct);

        (kept.Bytes, kept.Sha256, kept.ContentType)
            .ShouldBe((upload.Length, Convert.ToHexStringLower(SHA256.HashData(upload)), "image/png"));
        await using (var photo = await store.OpenAsync(kept.Key, Ct)) (await BytesAsync(photo!)).ShouldBe(upload);
        using var client = _s3.Client();
        using var seen = await client.GetObjectAsync(_s3.Bucket, $"photos/{kept.Key}", Ct);
        (await BytesAsync(seen.ResponseStream)).ShouldBe(upload);
        seen.Headers.ContentType.ShouldBe("image/png");
    }

    [Fact]
    public async Task A_photo_made_on_one_node_is_read_on_another_and_gone_on_all_when_deleted()
    {
        await using var school = await OpenAsync();
        IPhotoStore one = school.Node.Get<IPhotoStore>(), other = AddNode(school).Get<IPhotoStore>();
        byte[] made = RandomNumberGenerator.GetBytes(70_000);

        var kept = await one.StoreAsync(made, "image/jpeg", Ct);
        await using (var photo = await other.OpenAsync(kept.Key, Ct)) (await BytesAsync(photo!)).ShouldBe(made);

        await other.DeleteAsync(kept.Key, Ct);
        await other.DeleteAsync(kept.Key, Ct);
        (await one.OpenAsync(kept.Key, Ct)).ShouldBeNull();
        (await one.OpenAsync("../etc/passwd", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Too_large_and_empty_uploads_leave_nothing_in_the_bucket()
    {
        await using var school = await OpenAsync();
        var store = school.Node.Get<IPhotoStore>();

        (await store.StageAsync(new MemoryStream(new byte[1_001]), 1_000, Ct)).Error!.Code.ShouldBe("photo.too_large");
        (await store.StageAsync(new MemoryStream(), 1_000, Ct)).Error!.Code.ShouldBe("photo.empty");
        await using (var dropped = (await store.StageAsync(new MemoryStream(new byte[5]), 1_000, Ct)).Value) dropped.Bytes.ShouldBe(5);

        (await KeysAsync(school)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sweep_sees_every_photo_of_a_bucket_of_several_pages()
    {
        await using var school = await OpenAsync();
        var store = school.Node.Get<IPhotoStore>();
        List<string> kept = [];
        for (var photo = 0; photo < 1_003; photo++) kept.Add((await store.StoreAsync(new byte[] { 1 }, "image/jpeg", Ct)).Key);

        (await KeysAsync(school)).Order(StringComparer.Ordinal).ShouldBe(kept.Order(StringComparer.Ordinal));
        var before = TimeProvider.System.GetUtcNow().AddDays(-1);
        (await school.Node.Get<IPhotoStorage>().KeysWrittenBeforeAsync(before, Ct).ToListAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_for_ten_minutes_is_served_by_the_bucket_itself_and_signed_by_the_rules_of_signature_version_4()
    {
        await using var school = await OpenAsync();
        byte[] made = RandomNumberGenerator.GetBytes(20_000);
        var photo = await school.Node.Get<IPhotoStore>().StoreAsync(made, "image/jpeg", Ct);

        // The bucket lives in today's time; the node's clock stands still in another year.
        var links = new S3PhotoLinks(
            school.Node.Get<S3LinkSigner>(), school.Node.Get<IOptions<PhotoStoreOptions>>(), school.Node.Get<PhotoLinks>(), TimeProvider.System);
        var address = links.Create(photo).Address.ShouldNotBeNull();

        address.AbsoluteUri.ShouldStartWith($"{_s3.Address}/{_s3.Bucket}/photos/{photo.Key}");
        var query = QueryHelpers.ParseQuery(address.Query);
        query["X-Amz-Expires"].ToString().ShouldBe("600");

        // The bucket of the tests believes every signature of version 4, so it is computed here once more.
        query["X-Amz-Signature"].ToString().ShouldBe(SignatureVersion4.Of(address, S3Process.Secret));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using (var shown = await http.GetAsync(address, Ct))
        {
            shown.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
            (await shown.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(made);
        }
    }

    [Fact]
    public async Task A_bucket_out_of_reach_is_told_by_readiness_and_is_an_outage_to_those_who_upload()
    {
        await using var school = await OpenAsync();
        (await HealthAsync(school)).ShouldBe(HealthStatus.Healthy);
        (await KeysAsync(school)).ShouldBeEmpty();

        _s3.Kill();

        (await HealthAsync(school)).ShouldBe(HealthStatus.Unhealthy);
        var lost = await Should.ThrowAsync<IOException>(() => school.Node.Get<IPhotoStore>().StoreAsync(new byte[] { 1 }, "image/jpeg", Ct));
        school.Node.Get<IOutages>().IsOutage(lost).ShouldBeTrue();
    }

    [Fact]
    public async Task A_bucket_that_is_not_configured_to_its_end_is_refused_at_the_start()
    {
        await using var school = await Installation.EmptyAsync(settings => settings.Values["Storage:Kind"] = "S3");

        Should.Throw<OptionsValidationException>(() => school.Node.Get<IOptions<PhotoStoreOptions>>().Value)
            .Message.ShouldContain("Storage:S3:ServiceUrl");
    }

    private Task<Installation> OpenAsync() => Installation.EmptyAsync(Use);

    private Node AddNode(Installation school) => school.AddNode(Use);

    private void Use(NodeSettings settings)
    {
        foreach (var (name, value) in _s3.Settings) settings.Values[name] = value;
    }

    private static async Task<HealthStatus> HealthAsync(Installation school) =>
        (await new PhotoStoreHealthCheck(school.Node.Get<IPhotoStorage>()).CheckHealthAsync(new HealthCheckContext(), Ct)).Status;

    private static async Task<List<string>> KeysAsync(Installation school) => await school.Node.Get<IPhotoStorage>()
        .KeysWrittenBeforeAsync(TimeProvider.System.GetUtcNow().AddDays(1), Ct).ToListAsync(Ct);

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Ct);
        return bytes.ToArray();
    }
}
