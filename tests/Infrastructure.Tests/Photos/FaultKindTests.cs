using CampusPhoto.PortraitStudio;
using CampusPhoto.PortraitStudio.Retouching;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>Two small portraits and one picture of every kind and strength made of them.</summary>
public sealed class FaultSet : IDisposable
{
    private static readonly Portrait Small = new() { Width = 510, Height = 680, Noise = 1 };

    public FaultSet()
    {
        Portraits = Path.Combine(Folder, "portraits");
        Directory.CreateDirectory(Portraits);
        foreach (var seed in (int[])[1, 2]) File.WriteAllBytes(Path.Combine(Portraits, $"{seed}.png"), Studio.Draw(Small with { Seed = seed }, ".png"));
        Made = Make("made", FaultKinds.All, seed: 1);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("campusphoto-faults-").FullName;

    public string Portraits { get; }

    public IReadOnlyList<LabelledPhoto> Made { get; }

    public byte[] Bytes(string set, LabelledPhoto photo) => File.ReadAllBytes(Path.Combine(Folder, set, photo.File));

    public IReadOnlyList<LabelledPhoto> Make(string set, IReadOnlyList<FaultKind> kinds, int seed)
    {
        using var faults = new FaultFolder();
        faults.Take(Portraits, TextWriter.Null);
        faults.Make(Path.Combine(Folder, set), kinds, per: 1, seed, TextWriter.Null);
        return Manifest.Read(Path.Combine(Folder, set, Manifest.Name));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

public sealed class FaultKindTests(FaultSet set) : IClassFixture<FaultSet>
{
    public static TheoryData<string> Names => [.. FaultKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_kind_changes_the_portrait_and_is_labelled(string name)
    {
        var kind = FaultKinds.All.Single(one => one.Name == name);

        var made = set.Made.Where(photo => photo.Kind == name).ToArray();

        made.Select(photo => photo.Strength).Distinct().Count().ShouldBe(kind.Strengths.Count);
        foreach (var photo in made)
        {
            photo.Expected.ShouldBe(kind.Harmless ? "pass" : "fail");
            photo.Codes.ShouldBe(kind.Codes);
            File.Exists(Path.Combine(set.Portraits, photo.Base)).ShouldBeTrue();
            // These store the same pixels anew.
            if (name is "ok-untouched" or "ok-png") continue;
            Difference(File.ReadAllBytes(Path.Combine(set.Portraits, photo.Base)), set.Bytes("made", photo)).ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void There_are_at_least_35_kinds_of_faults_of_several_strengths_and_negatives_beside_them()
    {
        FaultKinds.All.Count(kind => !kind.Harmless && kind.Strengths.Count > 1).ShouldBeGreaterThanOrEqualTo(35);
        FaultKinds.All.Count(kind => kind.Harmless).ShouldBeGreaterThanOrEqualTo(10);
        FaultKinds.All.Select(kind => kind.Name).ShouldBeUnique();
    }

    [Fact]
    public void The_same_seed_makes_the_same_pictures_and_another_makes_others()
    {
        var kinds = FaultKinds.All.Where(kind => kind.Name is "noise" or "watermark" or "hair-over-eyes" or "hand-mouth" or "person-behind" or "glare").ToArray();

        var again = set.Make("again", kinds, seed: 1);
        var other = set.Make("other", kinds, seed: 2);

        again.ShouldNotBeEmpty();
        again.ShouldAllBe(photo => set.Bytes("again", photo).SequenceEqual(set.Bytes("made", photo)));
        other.Count(photo => !set.Bytes("other", photo).SequenceEqual(set.Bytes("made", photo))).ShouldBeGreaterThan(other.Count / 2);
    }

    [Fact]
    public void A_manifest_comes_back_as_it_was_written()
    {
        var path = Path.Combine(set.Folder, "labels.csv");
        LabelledPhoto[] labels =
        [
            new("a/b.jpg", "somebody", "20+", "fail", ["blur", "dark"], "said \"so\", twice\nover", "own, free", "kind", "0.5", "b.jpg"),
            new("c.jpg", "c.jpg", "1", "pass", [], "", ""),
        ];

        Manifest.Write(path, labels);
        var read = Manifest.Read(path);

        read.Select(photo => photo with { Codes = [] }).ShouldBe(labels.Select(photo => photo with { Codes = [] }));
        read.Select(photo => string.Join('|', photo.Codes)).ShouldBe(["blur|dark", ""]);
    }

    private static double Difference(byte[] from, byte[] to)
    {
        using var a = Cv2.ImDecode(from, ImreadModes.Color | ImreadModes.IgnoreOrientation);
        using var b = Cv2.ImDecode(to, ImreadModes.Color | ImreadModes.IgnoreOrientation);
        if (a.Size() != b.Size()) return double.MaxValue;
        return Cv2.Norm(a, b, NormTypes.INF);
    }
}
