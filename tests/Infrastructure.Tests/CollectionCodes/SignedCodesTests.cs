using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.CollectionCodes;
using CampusPhoto.Infrastructure.Tests.World;

namespace CampusPhoto.Infrastructure.Tests.CollectionCodes;

public sealed class SignedCodesTests
{
    private static readonly CollectionCode Code = new(
        Campus.UniqueNumber, Campus.MaskedName, Campus.MaskedIdNumber, Campus.SchoolCode, "中国石油大学（华东）", "地质学",
        Installation.Start.AddDays(30).AddMilliseconds(-123));

    [Fact]
    public async Task An_issued_code_is_decoded_to_the_same_identity() => await WithAsync(async node =>
    {
        (await DecodeAsync(node, Issue(node, Code))).Value.ShouldBe(Code);
        (await DecodeAsync(node, Issue(node, Code with { Major = "" }))).Value.Major.ShouldBeEmpty();
    });

    [Fact]
    public async Task A_code_with_any_of_its_characters_changed_is_not_accepted() => await WithAsync(async node =>
    {
        string text = Issue(node, Code);
        int endOfSignature = text.LastIndexOf('.') - 1;
        int endOfPayload = text.LastIndexOf('.', endOfSignature) - 1;
        foreach (string altered in (IEnumerable<string>)[.. Flip.EachCharacter(text), .. Flip.Character(text, endOfSignature), .. Flip.Character(text, endOfPayload)])
        {
            (await DecodeAsync(node, altered)).Error!.Code.ShouldBe(
                altered.StartsWith("CP1.", StringComparison.Ordinal) ? "collection_code.forged" : "collection_code.foreign", altered);
        }

        foreach (string altered in (string[])[text[..^1], text + "x", text + ".", $"{text}.x", "CP1.", "CP1...", "CP1.x.y.dev", " " + text])
            (await DecodeAsync(node, altered)).Succeeded.ShouldBeFalse(altered);
    });

    [Theory]
    [InlineData("")]
    [InlineData("https://example.edu.cn/student?id=1")]
    [InlineData("CP2.eA.eA.dev")]
    [InlineData("cp1.eA.eA.dev")]
    [InlineData("中国石油大学")]
    [InlineData("WIFI:S:campus;T:WPA;P:secret;;")]
    public async Task Other_texts_and_later_versions_are_told_as_foreign(string text) => await WithAsync(async node =>
        (await DecodeAsync(node, text)).Error!.Code.ShouldBe("collection_code.foreign"));

    [Fact]
    public async Task A_code_of_a_key_that_is_not_trusted_here_is_forged_under_any_key_id() => await WithAsync(async node =>
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (string id in (string[])["dev", "stranger", ""])
            (await DecodeAsync(node, SignedCollectionCode.Write(Code, id, stranger))).Error!.Code.ShouldBe("collection_code.forged");
    });

    [Fact]
    public async Task A_new_key_is_trusted_beside_the_old_one()
    {
        using var old = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await WithAsync(
            async node =>
            {
                (await DecodeAsync(node, SignedCollectionCode.Write(Code, "k1", old))).Value.ShouldBe(Code);
                (await DecodeAsync(node, Issue(node, Code))).Value.ShouldBe(Code);
                Issue(node, Code).ShouldEndWith(".k2");
            },
            settings =>
            {
                settings.Values["CollectionCodes:TrustedKeys:k1"] = old.ExportSubjectPublicKeyInfoPem();
                settings.Values["CollectionCodes:TrustedKeys:k2"] = fresh.ExportSubjectPublicKeyInfoPem();
                settings.Values["CollectionCodes:IssuerKeyId"] = "k2";
                settings.Values["CollectionCodes:IssuerKey"] = fresh.ExportPkcs8PrivateKeyPem();
            });
    }

    [Fact]
    public async Task A_code_s_expiry_is_part_of_what_is_decoded_and_the_domain_refuses_it_from_then_on() => await WithAsync(async node =>
    {
        string text = Issue(node, Code);
        node.Clock.SetUtcNow(Code.ExpiresAt);

        (await DecodeAsync(node, text)).Value.Check(node.Now).Error!.Code.ShouldBe("collection_code.expired");
        Should.Throw<InvalidOperationException>(() => Issue(node, Code));
    });

    [Fact]
    public async Task Names_and_numbers_that_are_not_masked_are_never_issued() => await WithAsync(async node =>
    {
        Should.Throw<InvalidOperationException>(() => Issue(node, Code with { MaskedName = "张晓明" }));
        Should.Throw<InvalidOperationException>(() => Issue(node, Code with { MaskedIdNumber = "370502199901011234" }));
        Should.Throw<InvalidOperationException>(() => Issue(node, Code with { UniqueNumber = "../../x" }));
        Should.Throw<InvalidOperationException>(() => Issue(node, Code with { Major = new string('学', 101) }));
        await Task.CompletedTask;
    });

    [Theory]
    [InlineData("../../etc\n张*\n3***********4\n10425\n学校\n专业\n1800000000")]
    [InlineData("10425\n张*\n3***********4\n10425\n学校\n专业\n99999999999999999999")]
    [InlineData("10425\n张*\n3***********4\n10425\n学校\n专业\n999999999999999")]
    [InlineData("10425\n张*\n3***********4\n10425\n学校\n专业\n-5")]
    [InlineData("10425\n张*\n3***********4\n10425\n学校\n专业")]
    [InlineData("10425\n张*\n3***********4\n10425\n学校\n专业\n1800000000\nmore")]
    [InlineData("10425\n\n3***********4\n10425\n学校\n专业\n1800000000")]
    public async Task Even_a_well_signed_code_is_refused_when_its_parts_are_out_of_bounds(string payload)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string signed = $"CP1.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        string signature = Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
        await WithAsync(
            async node => (await DecodeAsync(node, $"{signed}.{signature}.k1")).Error!.Code.ShouldBe("collection_code.forged"),
            settings => settings.Values["CollectionCodes:TrustedKeys:k1"] = key.ExportSubjectPublicKeyInfoPem());
    }

    private static string Issue(Node node, CollectionCode code) => node.Get<SignedCollectionCodeIssuer>().IssueText(code, node.Now);

    private static Task<Result<CollectionCode>> DecodeAsync(Node node, string text) =>
        node.Get<ICollectionCodeDecoder>().DecodeAsync(text, TestContext.Current.CancellationToken);

    private static async Task WithAsync(Func<Node, Task> test, Action<NodeSettings>? change = null)
    {
        await using var school = await Installation.EmptyAsync(change);
        await test(school.Node);
    }
}
