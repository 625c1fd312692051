using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Catalogue;

using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>The catalogue of photo specifications: what ships, what an operator adds, and what is refused.</summary>
public sealed class CatalogueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-catalogue-").FullName;

    [Fact]
    public void All_that_ship_are_whole_name_their_source_and_say_what_is_not_certain()
    {
        var all = Read("").All;

        all.Select(one => one.Id).ShouldBeSubsetOf(all.Select(one => one.Id).Distinct());
        string[] expected = ["chsi-graduation-2017", "freshman", "idcard-ga461-2004", "kaoyan-confirm", "exit-entry", "icao-9303"];
        expected.ShouldBeSubsetOf(all.Select(one => one.Id));
        all.ShouldAllBe(one => one.Source.Length > 0 && one.Links.Count > 0 && one.CheckedOn != null && one.Sha256.Length == 64);
        all.Where(one => one.Unverified.Count > 0).Count().ShouldBeGreaterThan(10);
        all.Select(one => one.Sha256).ShouldBeUnique();
    }

    [Fact]
    public void A_provinces_file_changes_what_it_names_and_inherits_the_rest()
    {
        var catalogue = Read("");
        var (national, province) = (catalogue.Newest("chsi-graduation-2017")!, catalogue.Newest("chsi-graduation-2017-white")!);

        province.Backgrounds.Select(colour => colour.Name).ShouldBe(["white"]);
        (province.MaxAgeMonths, national.MaxAgeMonths).ShouldBe((6, 12));
        province.Output.ShouldBe(national.Output);
        province.Requirements.ShouldBe(national.Requirements);
        province.Extends.ShouldBe(new SpecificationKey("chsi-graduation-2017", 1));
    }

    [Fact]
    public void An_identity_cards_eyes_stand_207_pixels_above_the_lower_edge_and_its_hair_only_warns()
    {
        var card = Read("").Newest("idcard-ga461-2004")!;

        (card.Output.Width, card.Output.Height, card.Output.Dpi, card.Output.MinQuality).ShouldBe((358, 441, 350, 70));
        card.Output.EyeLine.ShouldBe(new Bounds(null, 441 - 207));
        card.Requirements.Single(one => one.Code == "head.top_margin").ShouldBe(new Requirement("head.top_margin", CheckSeverity.Warn, new Bounds(7, 21)));
        Read("").Newest("exit-entry")!.Requirements.ShouldNotContain(one => one.Code == "head.top_margin");
    }

    [Fact]
    public void One_file_in_the_operators_folder_adds_a_specification()
    {
        Write("hainan-2026.v1.json", """
            { "id": "hainan-2026", "version": 1, "extends": { "id": "chsi-graduation-2017", "version": 1 }, "nameZh": "海南", "nameEn": "Hainan",
              "source": "通知", "date": "2026-01-01", "output": { "bytes": { "max": 30000 } },
              "requirements": [ { "code": "background.colour", "severity": "block" }, { "code": "light.evenness", "omit": true } ] }
            """);

        var added = Read(_folder).Newest("hainan-2026")!;

        added.Output.Bytes.ShouldBe(new Bounds(null, 30000));
        added.Output.Width.ShouldBe(480);
        added.Requirements.Single(one => one.Code == "background.colour").Severity.ShouldBe(CheckSeverity.Block);
        added.Requirements.ShouldNotContain(one => one.Code == "light.evenness");
    }

    [Theory]
    [InlineData("""{ "id": "x", "version": 1 """, "is no JSON")]
    [InlineData("""{ "id": "x", "version": 1, "nameZh": "甲", "nameEn": "X", "source": "s", "date": "2026-01-01" }""", "Required properties")]
    [InlineData("""{ "id": "x", "version": 1, "nameZh": "甲", "nameEn": "X", "source": "s", "date": "2026-01-01", "extends": { "id": "none", "version": 1 } }""", "extends none version 1, which does not exist")]
    [InlineData("""{ "id": "x", "version": 1, "nameZh": "甲", "nameEn": "X", "source": "s", "date": "2026-01-01", "extends": { "id": "x", "version": 1 } }""", "inherits in a circle")]
    [InlineData("""{ "id": "x", "version": 1, "nameZh": "甲", "nameEn": "X", "source": "s", "date": "2026-01-01", "extends": { "id": "chsi-graduation-2017", "version": 1 }, "output": { "headtop": {} } }""", "/output/headtop")]
    [InlineData("""{ "id": "x", "version": 1, "nameZh": "甲", "nameEn": "X", "source": "s", "date": "2026-01-01", "extends": { "id": "chsi-graduation-2017", "version": 1 }, "output": { "dpi": "300" } }""", "/output/dpi")]
    [InlineData("""{ "id": "x", "version": 1, "nameZh": "甲", "nameEn": "X", "source": "s", "date": "2026-01-01", "extends": { "id": "chsi-graduation-2017", "version": 1 }, "output": { "headTop": { "min": 90, "max": 20 } } }""", "min 90 is above max 20")]
    [InlineData("""{ "id": "x", "version": 1, "nameZh": "甲", "nameEn": "X", "source": "s", "date": "2026-01-01", "extends": { "id": "chsi-graduation-2017", "version": 1 }, "requirements": [ { "code": "ears.visible", "severity": "block", "allowed": {} } ] }""", "nothing measures ears.visible")]
    [InlineData("""{ "id": "y", "version": 1, "nameZh": "甲", "nameEn": "X", "source": "s", "date": "2026-01-01", "extends": { "id": "chsi-graduation-2017", "version": 1 } }""", "call it y.v1.json")]
    public void A_wrong_file_stops_the_start_and_says_which_and_why(string content, string reason)
    {
        Write("x.v1.json", content);

        var refusal = Should.Throw<SpecificationException>(() => Read(_folder));

        refusal.Message.ShouldContain("x.v1.json");
        refusal.Message.ShouldContain(reason);
    }

    [Fact]
    public void The_same_version_twice_stops_the_start()
    {
        Write("freshman.v1.json", """{ "id": "freshman", "version": 1, "extends": { "id": "chsi-graduation-2017", "version": 1 }, "nameZh": "甲", "nameEn": "X", "source": "s", "date": "2026-01-01" }""");

        Should.Throw<SpecificationException>(() => Read(_folder)).Message.ShouldContain("give it another version");
    }

    [Fact]
    public void A_campaigns_overrides_are_laid_over_and_change_what_the_photo_is_known_to_be_judged_by()
    {
        var catalogue = Read("");
        var plain = catalogue.Find("freshman", 1)!;

        var overridden = catalogue.Find("freshman", 1, """{ "output": { "bytes": { "min": 51200, "max": 100000 } } }""")!;

        overridden.Output.Bytes.ShouldBe(new Bounds(51200, 100000));
        overridden.Output.FaceWidth.ShouldBe(plain.Output.FaceWidth);
        overridden.Requirements.Single(one => one.Code == "output.bytes").Allowed.ShouldBe(new Bounds(51200, 100000));
        overridden.Sha256.ShouldNotBe(plain.Sha256);
        Should.Throw<SpecificationException>(() => catalogue.Find("freshman", 1, """{ "source": "mine" }""")).Message.ShouldContain("/source");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static PhotoSpecifications Read(string folder) => new(Options.Create(new PhotoSpecificationOptions { Folder = folder }));

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);
}
