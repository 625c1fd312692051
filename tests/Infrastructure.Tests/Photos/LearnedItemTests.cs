using CampusPhoto.Domain.Photos;
using CampusPhoto.PortraitStudio.Retouching;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>
/// The items that small models decide, on people whom no model has seen: the strongest of each fault is told, and neither
/// the portrait itself nor a harmless change of it is refused.
/// </summary>
public sealed class LearnedItemTests(LearnedItemTests.People people, CheckerFixture photos) : IClassFixture<LearnedItemTests.People>, IClassFixture<CheckerFixture>
{
    private const int Count = 2;

    private static readonly string[] Harmless =
        ["ok-untouched", "ok-darker-skin", "ok-beard", "ok-narrow-eyes", "ok-closed-smile", "ok-plain-glasses", "ok-fringe"];

    private static readonly string[] Items = ["eyes.open", "face.hands", "hair.eyes", "glasses.frame", "headwear.shape", "headwear.worn", "shoulders.level", "pose.pitch", "extra.watermark"];

    [Theory]
    [InlineData("eyes-closed", "eyes.open")]
    [InlineData("wink", "eyes.open")]
    [InlineData("hand-mouth", "face.hands")]
    [InlineData("hand-palm", "face.hands")]
    [InlineData("hair-over-eyes", "hair.eyes")]
    [InlineData("frame-over-eyes", "glasses.frame")]
    [InlineData("knit-hat", "headwear.shape")]
    [InlineData("knit-hat", "headwear.worn")]
    [InlineData("cap", "headwear.worn")]
    [InlineData("shoulders-tilted", "shoulders.level")]
    [InlineData("hand-eye", "face.hands")]
    [InlineData("expression", "expression.neutral")]
    [InlineData("seal", "extra.watermark")]
    public async Task A_fault_is_told(string kind, string code)
    {
        foreach (var photo in people.Made.Where(photo => photo.Kind == kind))
        {
            var item = (await ReportAsync(photo)).Items.Single(one => one.Code == code);

            item.Verdict.ShouldBe(CheckVerdict.Fail, $"{photo.File}: {code} measured {item.Value}");
            item.Remedy.ShouldNotBeNull().En.ShouldNotContain("{");
        }
    }

    [Fact]
    public async Task Dark_skin_beards_glasses_narrow_eyes_a_fringe_and_a_closed_smile_are_no_faults()
    {
        foreach (var photo in people.Made.Where(photo => Harmless.Contains(photo.Kind)))
        {
            var failed = (await ReportAsync(photo)).Items.Where(item => Items.Contains(item.Code) && item.Verdict != CheckVerdict.Pass);

            failed.Select(item => $"{photo.File}: {item.Code} measured {item.Value}").ShouldBeEmpty();
        }
    }

    private async Task<CheckReport> ReportAsync(LabelledPhoto photo) =>
        (await photos.CheckAsync(await File.ReadAllBytesAsync(Path.Combine(people.Folder, photo.File), TestContext.Current.CancellationToken))).Value.Report;

    /// <summary>The strongest fault of each kind of two people who were kept out of the training.</summary>
    public sealed class People : IDisposable
    {
        private static readonly string[] Kinds =
        [
            "eyes-closed", "wink", "hand-mouth", "hand-palm", "hair-over-eyes", "frame-over-eyes", "knit-hat", "cap", "shoulders-tilted",
            "hand-eye", "expression", "seal",
        ];

        private readonly Lazy<IReadOnlyList<LabelledPhoto>> _made;

        public People() => _made = new Lazy<IReadOnlyList<LabelledPhoto>>(Make);

        public string Folder { get; } = Directory.CreateTempSubdirectory("campusphoto-learned-").FullName;

        public IReadOnlyList<LabelledPhoto> Made => _made.Value;

        private List<LabelledPhoto> Make()
        {
            var root = Environment.GetEnvironmentVariable("CAMPUSPHOTO_PHOTOS") ?? Path.Combine(Repository.Root, "..", "shared", "photos");
            var manifest = Path.Combine(root, Manifest.Name);
            if (!File.Exists(manifest)) Assert.Skip("No folder of photographs: set CAMPUSPHOTO_PHOTOS to see the check's own models on people.");
            var portraits = Directory.CreateDirectory(Path.Combine(Folder, "portraits")).FullName;
            foreach (var photo in Manifest.Read(manifest).Where(photo => photo is { Expected: "pass", Half: "report" }).Take(Count))
                File.Copy(Path.Combine(root, photo.File), Path.Combine(portraits, Path.GetFileName(photo.File)));
            using var faults = new FaultFolder();
            faults.Take(portraits, TextWriter.Null);
            var kinds = FaultKinds.All.Where(kind => Kinds.Contains(kind.Name) || Harmless.Contains(kind.Name)).ToArray();
            faults.Make(Folder, kinds, Count, seed: 3, TextWriter.Null);
            return [.. Manifest.Read(Path.Combine(Folder, Manifest.Name)).GroupBy(photo => photo.Kind).SelectMany(Strongest)];
        }

        // Kinds list their strengths from the weakest to the strongest.
        private static IEnumerable<LabelledPhoto> Strongest(IGrouping<string, LabelledPhoto> kind)
        {
            var strength = FaultKinds.All.Single(one => one.Name == kind.Key).Strengths[^1].ToString(System.Globalization.CultureInfo.InvariantCulture);
            return kind.Where(photo => photo.Strength == strength);
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
