using System.Diagnostics;
using System.Text.Json;
using CampusPhoto.PortraitStudio;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.WebApi.Tests.Journeys;

/// <summary>The photo check on the command line, as a process of its own and without a database.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private static readonly Portrait Good = new() { Width = 900, Height = 1200 };

    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-check-").FullName;

    [Fact]
    public async Task Every_named_photo_and_every_picture_of_a_folder_has_a_line_in_order_also_when_it_is_broken()
    {
        var portrait = Studio.Draw(Good);
        Write("set/b-good.jpg", portrait);
        Write("set/a-cut-off.jpg", portrait[..(portrait.Length / 2)]);
        Write("set/deeper/two-people.jpg", Studio.Draw(Good with { SecondPerson = true, CentreX = 0.4 }));
        Write("set/notes.txt", "not a picture"u8.ToArray());
        Write("notes.jpg", "not a picture"u8.ToArray());
        var (missing, text, set) = (At("missing.jpg"), At("notes.jpg"), At("set"));

        var (exit, lines, _) = await RunAsync(missing, text, set, At("set/b-good.jpg"));

        exit.ShouldBe(1);
        lines.Select(line => line.GetProperty("file").GetString()).ShouldBe(
            [missing, text, At("set/a-cut-off.jpg"), At("set/b-good.jpg"), At("set/deeper/two-people.jpg"), At("set/b-good.jpg")]);
        lines.Select(line => line.GetProperty("error").GetString()).ShouldBe(
            ["file.not_found", "photo.type_unsupported", "photo.damaged", null, null, null]);
        lines.Select(line => line.GetProperty("verdict").GetString()).ShouldBe(["fail", "fail", "fail", "pass", "fail", "pass"]);
        lines[4].GetProperty("faces").GetInt32().ShouldBe(2);
        lines[2].GetProperty("faces").ValueKind.ShouldBe(JsonValueKind.Null);
        lines[2].GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_line_says_what_was_measured_and_what_is_allowed()
    {
        Write("dark.jpg", Studio.Draw(Good with { Light = 0.22 }));

        var (exit, lines, _) = await RunAsync(At("dark.jpg"), "--spec", "chsi-graduation-2017@1");

        exit.ShouldBe(1);
        var line = lines.ShouldHaveSingleItem();
        line.GetProperty("milliseconds").GetDouble().ShouldBeGreaterThan(0);
        var item = line.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "exposure.dark");
        item.GetProperty("verdict").GetString().ShouldBe("fail");
        item.GetProperty("severity").GetString().ShouldBe("block");
        item.GetProperty("value").GetDouble().ShouldBeLessThan(item.GetProperty("min").GetDouble());
        item.GetProperty("max").ValueKind.ShouldBe(JsonValueKind.Null);
        item.GetProperty("unit").GetString().ShouldNotBeNullOrEmpty();
        line.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("verdict").GetString()).ShouldBeSubsetOf(["pass", "fail", "notMeasured"]);
    }

    [Fact]
    public async Task Pupils_are_told_in_pixels_of_the_file_as_stored_left_one_first_as_the_upright_picture_shows_them()
    {
        Write("upright.jpg", Studio.Draw(Good));
        Write("lying.jpg", Studio.Draw(Good with { StoredOrientation = 6 }));

        var (exit, lines, _) = await RunAsync(At("upright.jpg"), At("lying.jpg"));

        exit.ShouldBe(0);
        var (left, right) = (Point(lines[0], "leftPupil"), Point(lines[0], "rightPupil"));
        var face = 0.34 * Good.Width;
        var middle = (X: Good.Width / 2.0, Y: 0.16 * Good.Height + 0.8 * face);
        left.ShouldBeNear((middle.X - 0.215 * face, middle.Y), 0.03 * 0.43 * face);
        right.ShouldBeNear((middle.X + 0.215 * face, middle.Y), 0.03 * 0.43 * face);
        // Orientation 6 stores the picture turned to the left: its rows are the upright picture's columns.
        Point(lines[1], "leftPupil").ShouldBeNear((left.Y, Good.Width - 1 - left.X), 2);
        Point(lines[1], "rightPupil").ShouldBeNear((right.Y, Good.Width - 1 - right.X), 2);
    }

    [Theory]
    [InlineData("usage: check PATH...")]
    [InlineData("usage: check PATH...", "--unknown", "photo.jpg")]
    [InlineData("No photo specification is called passport.", "photo.jpg", "--spec", "passport")]
    [InlineData("There is no picture in", "EMPTY")]
    public async Task Wrong_usage_is_told_on_standard_error_alone(string told, params string[] arguments)
    {
        var (exit, lines, error) = await RunAsync([.. arguments.Select(argument => argument == "EMPTY" ? _folder : argument)]);

        exit.ShouldBe(2);
        lines.ShouldBeEmpty();
        error.ShouldContain(told);
    }

    private static (double X, double Y) Point(JsonElement line, string name) => (line.GetProperty(name)[0].GetDouble(), line.GetProperty(name)[1].GetDouble());

    private static async Task<(int Exit, JsonElement[] Lines, string Error)> RunAsync(params string[] arguments)
    {
        using var process = new Process { StartInfo = StandInProcess.DotNet("CampusPhoto.WebApi.dll", ["check", .. arguments]) };
        process.StartInfo.RedirectStandardError = true;
        process.Start();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))], await error);
    }

    private string At(string name) => Path.Combine(_folder, name.Replace('/', Path.DirectorySeparatorChar));

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), bytes);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

internal static class NearPoints
{
    public static void ShouldBeNear(this (double X, double Y) point, (double X, double Y) other, double pixels) =>
        double.Hypot(point.X - other.X, point.Y - other.Y).ShouldBeLessThanOrEqualTo(pixels, $"{point} is not near {other}");
}
