using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>What is printed of one checked photo. Every line has every name; what does not apply is null or empty.</summary>
/// <param name="File">The path as it was given, or as it was found in a given folder.</param>
/// <param name="Verdict">Whether the photo passed.</param>
/// <param name="Milliseconds">From opening the file to the report with the delivered photo.</param>
/// <param name="Items">One for each requirement; none when the file cannot be judged.</param>
/// <param name="Faces">How many faces were found; null when the file cannot be judged.</param>
/// <param name="LeftPupil">[x, y] of the pupil on the left of the upright picture, in pixels of the file as stored, before EXIF.</param>
/// <param name="RightPupil">[x, y] of the pupil on the right of the upright picture, in the same pixels.</param>
/// <param name="Error">Why the file cannot be judged: a code of the photo errors, <c>file.not_found</c> or <c>file.unreadable</c>.</param>
internal sealed record PhotoLine(
    string File,
    PhotoLine.Answer Verdict,
    double Milliseconds,
    IReadOnlyList<PhotoLine.Item> Items,
    int? Faces,
    double[]? LeftPupil,
    double[]? RightPupil,
    string? Error)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A photo's verdict.</summary>
    internal enum Answer
    {
        Pass,
        Fail,
    }

    /// <summary>A requirement as it is printed.</summary>
    internal sealed record Item(
        string Code, CheckVerdict Verdict, CheckSeverity Severity, double? Value, double? Min, double? Max, string Unit);

    [JsonIgnore]
    public bool Passed => Verdict == Answer.Pass;

    /// <summary>Checks one file.</summary>
    public static async Task<PhotoLine> CheckAsync(
        IPhotoChecker checker, PhotoSpecification specification, string file, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            await using FileStream photo = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            Result<PhotoCheck> check = await checker.CheckAsync(photo, specification, cancellationToken);
            return check.Error is { } error ? Refused(file, start, error.Code) : Judged(file, start, check.Value);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refused(file, start, "file.not_found");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Refused(file, start, "file.unreadable");
        }
    }

    public async Task WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'], cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    private static PhotoLine Judged(string file, long start, PhotoCheck check) => new(
        file,
        check.Report.Passed ? Answer.Pass : Answer.Fail,
        Since(start),
        [.. check.Report.Items.Select(item => new Item(item.Code, item.Verdict, item.Severity, item.Value, item.Min, item.Max, item.Unit))],
        check.Faces,
        check.Pupils is { Left: var left } ? [left.X, left.Y] : null,
        check.Pupils is { Right: var right } ? [right.X, right.Y] : null,
        Error: null);

    private static PhotoLine Refused(string file, long start, string code) =>
        new(file, Answer.Fail, Since(start), [], null, null, null, code);

    private static double Since(long start) => Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1);
}
