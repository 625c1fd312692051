using System.Globalization;
using System.Security.Cryptography;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Infrastructure.CollectionCodes;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>
/// <c>issue-code --out code.png</c>: issues a signed collection code for tests, demonstrations and schools that issue
/// their own. Without further options it is that of a student made up for it.
/// </summary>
internal static class IssueCodeCommand
{
    public const string Name = "issue-code";
    private const int Used = 0;
    private const int Misused = 2;
    private const string TextSwitch = "--text";

    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["--out"] = "",
        ["--unique-number"] = "",
        ["--name"] = "张*同",
        ["--id-number"] = "3702**********001X",
        ["--school"] = "10425",
        ["--school-name"] = "中国石油大学（华东）",
        ["--major"] = "计算机科学与技术",
        ["--days"] = "365",
    };

    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> args)
    {
        var options = new Dictionary<string, string>(Defaults, StringComparer.Ordinal);
        var text = false;
        for (var at = 0; at < args.Count; at++)
        {
            if (args[at] == TextSwitch) text = true;
            else if (options.ContainsKey(args[at]) && at + 1 < args.Count) options[args[at]] = args[++at];
            else return await ExplainAsync();
        }

        if (!int.TryParse(options["--days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            || (options["--out"].Length == 0 && !text))
            return await ExplainAsync();

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var number = options["--unique-number"] is { Length: > 0 } given ? given : RandomNumberGenerator.GetString("0123456789", 20);
        var code = services.GetRequiredService<SignedCollectionCodeIssuer>().IssueText(
            new CollectionCode(
                number, options["--name"], options["--id-number"], options["--school"], options["--school-name"],
                options["--major"], now.AddDays(days)),
            now);
        if (options["--out"] is { Length: > 0 } file) await File.WriteAllBytesAsync(file, SignedCollectionCodeIssuer.Draw(code));
        if (text) Console.WriteLine(code);
        return Used;
    }

    private static async Task<int> ExplainAsync()
    {
        await Console.Error.WriteLineAsync(
            $"usage: {Name} [--out FILE.png] [{TextSwitch}] {string.Join(' ', Defaults.Keys.Skip(1).Select(option => $"[{option} VALUE]"))}");
        return Misused;
    }
}
