using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Infrastructure.Storage;
using CampusPhoto.Infrastructure.Tests.World;

namespace CampusPhoto.Infrastructure.Tests.Storage;

public sealed class LocalPhotoStoreTests
{
    private const long Limit = 1_000_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_is_kept_byte_for_byte_with_its_hash_and_size()
    {
        await using var school = await Installation.EmptyAsync();
        var store = school.Node.Get<IPhotoStore>();
        byte[] upload = RandomNumberGenerator.GetBytes(300_001);

        await using var staged = (await store.StageAsync(new MemoryStream(upload), Limit, Ct)).Value;
        staged.Bytes.ShouldBe(upload.Length);
        await using (var reading = staged.OpenRead()) (await BytesAsync(reading)).ShouldBe(upload);
        var kept = await staged.KeepAsync("image/png", Ct);
        await staged.DisposeAsync();

        kept.Bytes.ShouldBe(upload.Length);
        kept.ContentType.ShouldBe("image/png");
        kept.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(upload)));
        kept.Sha256.ShouldBe(staged.Sha256);
        await using var photo = await store.OpenAsync(kept.Key, Ct);
        (await BytesAsync(photo!)).ShouldBe(upload);
        Temporary(school).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_photo_that_was_made_here_is_kept_byte_for_byte()
    {
        await using var school = await Installation.EmptyAsync();
        var store = school.Node.Get<IPhotoStore>();
        byte[] made = RandomNumberGenerator.GetBytes(70_000);

        var kept = await store.StoreAsync(made, "image/jpeg", Ct);

        (kept.Bytes, kept.Sha256, kept.ContentType).ShouldBe((made.Length, Convert.ToHexStringLower(SHA256.HashData(made)), "image/jpeg"));
        await using var photo = await store.OpenAsync(kept.Key, Ct);
        (await BytesAsync(photo!)).ShouldBe(made);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_behind()
    {
        await using var school = await Installation.EmptyAsync();
        var store = school.Node.Get<IPhotoStore>();

        await Should.ThrowAsync<IOException>(() => store.StageAsync(new BrokenUpload(150_000), Limit, Ct));

        Files(school).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_an_upload_is_under_way_or_not_kept_no_photo_is_visible()
    {
        await using var school = await Installation.EmptyAsync();
        var store = school.Node.Get<IPhotoStore>();
        await using (await StageAsync(store, 1_000))
        {
            Photos(school).ShouldBeEmpty();
            Temporary(school).Count().ShouldBe(1);
        }

        Files(school).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "photo.empty")]
    [InlineData(1, null)]
    [InlineData(100_000, null)]
    [InlineData(100_001, "photo.too_large")]
    [InlineData(900_000, "photo.too_large")]
    public async Task An_upload_has_at_least_one_byte_and_no_more_than_the_limit(int bytes, string? refusal)
    {
        await using var school = await Installation.EmptyAsync();
        var staged = await school.Node.Get<IPhotoStore>().StageAsync(new MemoryStream(new byte[bytes]), 100_000, Ct);

        (staged.Error?.Code).ShouldBe(refusal);
        if (staged.Succeeded) await staged.Value.DisposeAsync();
        Files(school).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endless_upload_is_given_up_soon_after_the_limit()
    {
        await using var school = await Installation.EmptyAsync();
        var endless = new EndlessUpload();

        (await school.Node.Get<IPhotoStore>().StageAsync(endless, 100_000, Ct)).Error!.Code.ShouldBe("photo.too_large");

        endless.Given.ShouldBeLessThan(300_000);
    }

    [Fact]
    public async Task Names_are_128_random_bits_and_say_nothing_of_the_photo()
    {
        await using var school = await Installation.EmptyAsync();
        var store = school.Node.Get<IPhotoStore>();
        List<string> keys = [];
        for (int photo = 0; photo < 64; photo++) keys.Add((await store.StoreAsync(new byte[] { 1, 2, 3 }, "image/jpeg", Ct)).Key);

        keys.Distinct().Count().ShouldBe(keys.Count);
        keys.ShouldAllBe(key => key.Length == 32 && key.All(char.IsAsciiHexDigitLower));
        int[] ones = [.. Enumerable.Range(0, 128).Select(bit => keys.Count(key => (Convert.FromHexString(key)[bit / 8] >> (bit % 8) & 1) == 1))];
        ones.ShouldAllBe(count => count > 0 && count < 64);
    }

    [Theory]
    [InlineData("../campusphoto.db")]
    [InlineData("..%2f..%2fcampusphoto.db000000000000")]
    [InlineData("/etc/passwd")]
    [InlineData("../../../../../../../../etc/pass")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("tmp")]
    [InlineData("")]
    [InlineData("\0")]
    public async Task A_name_that_is_none_of_the_store_s_opens_and_deletes_nothing(string name)
    {
        await using var school = await Installation.OpenAsync();
        var store = school.Node.Get<IPhotoStore>();
        string target = Path.GetFullPath(Path.Combine(school.PhotoFolder, "ab", "cd"));
        Directory.CreateDirectory(target);

        (await store.OpenAsync(name, Ct)).ShouldBeNull();
        await store.DeleteAsync(name, Ct);

        File.Exists(school.DatabaseFile).ShouldBeTrue();
        File.Exists("/etc/passwd").ShouldBe(!OperatingSystem.IsWindows());
    }

    [Fact]
    public async Task A_photo_that_is_not_there_is_nothing_and_deleting_it_again_is_no_error()
    {
        await using var school = await Installation.EmptyAsync();
        var store = school.Node.Get<IPhotoStore>();
        var kept = await store.StoreAsync(new byte[] { 1 }, "image/jpeg", Ct);
        await store.DeleteAsync(kept.Key, Ct);
        await store.DeleteAsync(kept.Key, Ct);

        (await store.OpenAsync(kept.Key, Ct)).ShouldBeNull();
        (await store.OpenAsync(new string('0', 32), Ct)).ShouldBeNull();
        Files(school).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_photo_that_is_deleted_while_it_is_shown_is_shown_to_its_end()
    {
        await using var school = await Installation.EmptyAsync();
        var store = school.Node.Get<IPhotoStore>();
        byte[] made = RandomNumberGenerator.GetBytes(200_000);
        var kept = await store.StoreAsync(made, "image/jpeg", Ct);

        await using var shown = await store.OpenAsync(kept.Key, Ct);
        await store.DeleteAsync(kept.Key, Ct);

        (await BytesAsync(shown!)).ShouldBe(made);
    }

    [Fact]
    public async Task What_a_killed_node_was_writing_is_swept_at_a_start_an_hour_later_and_neither_photos_nor_uploads_of_other_nodes_are()
    {
        await using var school = await Installation.EmptyAsync();
        var store = school.Node.Get<IPhotoStore>();
        var kept = await store.StoreAsync(new byte[] { 1 }, "image/jpeg", Ct);
        await using var left = await StageAsync(store, 1_000);
        File.SetLastWriteTimeUtc(Temporary(school).Single(), school.Node.Now.UtcDateTime.AddMinutes(-61));
        await using var arriving = await StageAsync(store, 1_000);
        File.SetLastWriteTimeUtc(Temporary(school).Single(file => File.GetLastWriteTimeUtc(file) > school.Node.Now.UtcDateTime), school.Node.Now.UtcDateTime);

        school.AddNode().Get<IPhotoStorage>().ShouldBeOfType<LocalPhotoStore>();

        Temporary(school).ShouldHaveSingleItem();
        await arriving.KeepAsync("image/jpeg", Ct);
        Photos(school).Select(Path.GetFileName).ShouldContain(kept.Key);
    }

    [Fact]
    public async Task Only_the_program_s_own_user_may_read_photos_and_their_folders()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using var school = await Installation.EmptyAsync();
        var store = school.Node.Get<IPhotoStore>();
        await store.StoreAsync(new byte[] { 1 }, "image/jpeg", Ct);
        await using var staged = await StageAsync(store, 10);
        await staged.KeepAsync("image/png", Ct);
        await using var unfinished = await StageAsync(store, 10);

        Files(school).Count().ShouldBe(3);
        foreach (string file in Files(school)) ModeOf(file).ShouldBe("600", file);
        foreach (string folder in Directory.EnumerateDirectories(school.PhotoFolder, "*", SearchOption.AllDirectories).Append(school.PhotoFolder))
            ModeOf(folder).ShouldBe("700", folder);
    }

    [Fact]
    public async Task A_store_that_can_be_written_is_healthy_and_the_probe_leaves_nothing()
    {
        await using var school = await Installation.EmptyAsync();
        await school.Node.Get<IPhotoStorage>().ProbeAsync(Ct);

        Files(school).ShouldBeEmpty();
    }

    private static string ModeOf(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private static async Task<IStagedPhoto> StageAsync(IPhotoStore store, int bytes) =>
        (await store.StageAsync(new MemoryStream(new byte[bytes]), Limit, Ct)).Value;

    private static IEnumerable<string> Files(Installation school) =>
        Directory.EnumerateFiles(school.PhotoFolder, "*", SearchOption.AllDirectories);

    private static IEnumerable<string> Temporary(Installation school) =>
        Files(school).Where(file => file.StartsWith(Path.Combine(school.PhotoFolder, "tmp"), StringComparison.Ordinal));

    private static IEnumerable<string> Photos(Installation school) => Files(school).Except(Temporary(school));

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Ct);
        return bytes.ToArray();
    }
}
