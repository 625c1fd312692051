using System.Globalization;
using CampusPhoto.Application.Tests.World;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.Application.Tests.Engines;

/// <summary>
/// The same random scenario on SQLite and on PostgreSQL answers each step alike and ends in the same rows.
/// <c>CAMPUSPHOTO_SCENARIOS</c> tells how many and <c>CAMPUSPHOTO_SCENARIO_STEPS</c> how long they are, and
/// <c>CAMPUSPHOTO_SEED</c> where they begin; <c>./dev scenarios</c> does a hundred of 10 000 steps.
/// </summary>
public sealed class EnginesAgreeTests
{
    private const int Full = 10_000;

    private static readonly int First = Setting("CAMPUSPHOTO_SEED", 1);
    private static readonly int Steps = Setting("CAMPUSPHOTO_SCENARIO_STEPS", 400);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(First, Setting("CAMPUSPHOTO_SCENARIOS", 3))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task SQLite_and_PostgreSQL_answer_alike_and_end_in_the_same_rows(int seed)
    {
        await using var server = await TestDatabase.OnPostgreSqlAsync();
        await using School embedded = await School.OpenAsync(), served = await School.OpenAsync([.. server.Settings.Select(one => (one.Key, (string?)one.Value))]);
        var one = new Scenario(embedded, seed);
        var other = new Scenario(served, seed);
        await one.RunAsync(Steps);
        await other.RunAsync(Steps);
        Alike(one.Transcript, other.Transcript, seed);
        var rows = await Normal.DumpAsync(embedded);
        rows.Count.ShouldBeGreaterThan(Steps / 2);
        Alike(rows, await Normal.DumpAsync(served), seed);

        // A scenario of full length has done everything that it knows.
        if (Steps >= Full) one.NeverSucceeded.ShouldBeEmpty($"seed {seed}");
    }

    private static void Alike(IReadOnlyList<string> here, IReadOnlyList<string> there, int seed)
    {
        var different = here.Zip(there).FirstOrDefault(pair => pair.First != pair.Second);
        if (different != default) Assert.Fail($"Seed {seed}. SQLite:\n{different.First}\nPostgreSQL:\n{different.Second}");
        there.Count.ShouldBe(here.Count);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : otherwise;
}
